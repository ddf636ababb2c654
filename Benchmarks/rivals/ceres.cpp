// Ceres Solver with its Huber loss and an analytic Jacobian: `ceres WORKLOAD` prints JSON in the
// form that measure.py describes. The format of a workload is in workload.py.

#include <ceres/ceres.h>
#include <ceres/version.h>
#include <glog/logging.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <deque>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

constexpr double kDelta = 1e-3;

using Theta = std::array<double, 5>;  // ln A, ln B, ln E, alpha, beta

struct Run {
  double log_parameters, log_tokens, log_loss;
};

struct Case {
  Theta start;
  std::vector<int> rows;
};

struct Workload {
  std::vector<Run> runs;
  std::vector<Case> refits, starts;
};

// r = ln L − ln(exp(a − α ln N) + exp(b − β ln D) + exp(e)).
class Residual final : public ceres::SizedCostFunction<1, 5> {
 public:
  explicit Residual(const Run& run) : run_(run) {}

  bool Evaluate(double const* const* theta, double* residual, double** jacobians) const override {
    const double* t = theta[0];
    const double terms[3] = {t[0] - t[3] * run_.log_parameters,
                             t[1] - t[4] * run_.log_tokens, t[2]};
    const double largest = std::max({terms[0], terms[1], terms[2]});
    const double p = std::exp(terms[0] - largest);
    const double q = std::exp(terms[1] - largest);
    const double s = std::exp(terms[2] - largest);
    const double total = p + q + s;
    *residual = run_.log_loss - largest - std::log(total);
    if (jacobians != nullptr && jacobians[0] != nullptr) {
      double* j = jacobians[0];
      j[0] = -p / total;
      j[1] = -q / total;
      j[2] = -s / total;
      j[3] = p / total * run_.log_parameters;
      j[4] = q / total * run_.log_tokens;
    }
    return true;
  }

 private:
  Run run_;
};

Workload Read(const std::string& path) {
  std::ifstream file(path);
  file.exceptions(std::ios::failbit | std::ios::badbit);
  Workload workload;
  std::string heading;
  std::size_t count;

  file >> heading >> count;
  workload.runs.resize(count);
  std::vector<int> every_row(count);
  for (std::size_t i = 0; i < count; ++i) {
    file >> workload.runs[i].log_parameters >> workload.runs[i].log_tokens >>
        workload.runs[i].log_loss;
    every_row[i] = static_cast<int>(i);
  }
  file >> heading >> count;
  workload.refits.resize(count);
  for (Case& refit : workload.refits) {
    refit.rows.resize(workload.runs.size());
    for (int& row : refit.rows) file >> row;
  }
  file >> heading >> count;
  workload.starts.resize(count);
  for (Case& start : workload.starts) {
    for (double& value : start.start) file >> value;
    start.rows = every_row;
  }
  Theta optimum;
  file >> heading;
  for (double& value : optimum) file >> value;
  for (Case& refit : workload.refits) refit.start = optimum;
  return workload;
}

class Fitter {
 public:
  Fitter(const std::vector<Run>& runs, bool is_tight) : loss_(kDelta) {
    for (const Run& run : runs) residuals_.emplace_back(run);
    options_.linear_solver_type = ceres::DENSE_NORMAL_CHOLESKY;
    options_.num_threads = 1;
    options_.logging_type = ceres::SILENT;
    if (is_tight) {
      options_.max_num_iterations = 1000;
      options_.function_tolerance = 1e-12;
      options_.parameter_tolerance = 1e-12;
      options_.gradient_tolerance = 1e-14;
    }
  }

  // One residual block a row, because Ceres' losses apply to blocks.
  Theta Fit(const Case& c) {
    ceres::Problem::Options ownership;
    ownership.cost_function_ownership = ceres::DO_NOT_TAKE_OWNERSHIP;
    ownership.loss_function_ownership = ceres::DO_NOT_TAKE_OWNERSHIP;
    ownership.disable_all_safety_checks = true;
    ceres::Problem problem(ownership);
    Theta theta = c.start;
    for (int row : c.rows) problem.AddResidualBlock(&residuals_[row], &loss_, theta.data());
    ceres::Solver::Summary summary;
    ceres::Solve(options_, &problem, &summary);
    return theta;
  }

  double Objective(const Case& c, const Theta& theta) const {
    double sum = 0;
    const double* parameters = theta.data();
    for (int row : c.rows) {
      double r;
      residuals_[row].Evaluate(&parameters, &r, nullptr);
      r = std::abs(r);
      sum += r <= kDelta ? 0.5 * r * r : kDelta * (r - 0.5 * kDelta);
    }
    return sum;
  }

 private:
  ceres::HuberLoss loss_;
  std::deque<Residual> residuals_;  // cost functions cannot be moved
  ceres::Solver::Options options_;
};

void PrintList(const char* name, const std::vector<double>& values) {
  std::cout << '"' << name << "\": [";
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) std::cout << ", ";
    if (std::isfinite(values[i])) {
      std::cout << values[i];
    } else {
      std::cout << "null";
    }
  }
  std::cout << ']';
}

double ProcessorSeconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void MeasureCases(Fitter& fitter, const char* name, const std::vector<Case>& cases) {
  std::vector<double> seconds, objectives;
  fitter.Fit(cases.front());  // once untimed
  for (const Case& c : cases) {
    const double begin = ProcessorSeconds();
    const Theta theta = fitter.Fit(c);
    seconds.push_back(ProcessorSeconds() - begin);
    objectives.push_back(fitter.Objective(c, theta));
  }
  std::cout << ", \"" << name << "\": {";
  PrintList("seconds", seconds);
  std::cout << ", ";
  PrintList("objectives", objectives);
  std::cout << '}';
}

void Measure(const Workload& workload, const char* name, bool is_tight) {
  Fitter fitter(workload.runs, is_tight);
  std::cout << "{\"name\": \"" << name << "\", \"version\": \"Ceres " << CERES_VERSION_STRING
            << '"';
  MeasureCases(fitter, "refit", workload.refits);
  MeasureCases(fitter, "start", workload.starts);
  std::cout << '}';
}

}  // namespace

int main(int argc, char** argv) {
  google::InitGoogleLogging(argv[0]);
  if (argc != 2) {
    std::cerr << "usage: ceres WORKLOAD\n";
    return 64;
  }
  try {
    const Workload workload = Read(argv[1]);
    std::cout.precision(17);
    std::cout << '[';
    Measure(workload, "Ceres, Huber", false);
    std::cout << ", ";
    Measure(workload, "Ceres, Huber, 1e-12", true);
    std::cout << "]\n";
  } catch (const std::ios::failure&) {
    std::cerr << "error: " << argv[1] << ": not a workload\n  why: see workload.py\n";
    return 65;
  }
}
