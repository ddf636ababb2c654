import LeastSquares
import ScalingLaws
import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// How long each fit took, and where it ended.
struct FitTimes: Encodable {
  /// Processor time, the median of the repeats.
  var seconds: [Double]
  /// The sum that was minimised; `nil` where it is not finite.
  var objectives: [Double?]
}

/// Fits of Chinchilla's law to a workload's runs, as `LawFitter` makes them, in one thread.
struct FitBenchmark {
  let kernel: VectorKernel
  private let workload: Workload
  private let repeats: Int
  private let objective = FitObjective.hoffmann
  private let problem: PowerSumProblem

  init(_ workload: Workload, kernel: VectorKernel, repeats: Int) {
    self.kernel = kernel
    self.workload = workload
    self.repeats = repeats
    problem = PowerSumProblem(
      .chinchilla, logarithms: [workload.logParameters, workload.logTokens],
      loss: workload.logLoss.map { exp($0) },
      weights: Array(repeating: 1, count: workload.logLoss.count),
      used: Array(workload.logLoss.indices))
  }

  /// The fits to resampled runs, from the workload's optimum.
  ///
  /// Measured are the weighting of the points, which leaves out those not drawn, and the solve; not
  /// the counting of how often a row was drawn.
  func refits() -> FitTimes {
    let copies = workload.resamples.map { rows in
      var copies = Array(repeating: 0.0, count: problem.sum.pointCount)
      for row in rows { copies[row] += 1 }
      return copies
    }
    let start = problem.theta(logAmplitudes: workload.optimum)
    let minimizer = objective.refitMinimizer
    var resampled = PowerSumObjective(
      roomFor: problem.sum, delta: objective.workingDelta, kernel: kernel)
    let original = originalObjective()
    return times(rows: workload.resamples) { index in
      resampled.resample(original, multiplicity: copies[index])
      return minimizer.minimize(&resampled, from: start)
    }
  }

  /// The fits to the runs themselves from the workload's starts.
  func starts() -> FitTimes {
    let starts = workload.starts.map { problem.theta(logAmplitudes: $0) }
    let minimizer = objective.minimizer
    var original = originalObjective()
    let everyRow = Array(workload.logLoss.indices)
    return times(rows: starts.map { _ in everyRow }) {
      minimizer.minimize(&original, from: starts[$0])
    }
  }

  private func originalObjective() -> PowerSumObjective {
    PowerSumObjective(
      problem.sum, space: objective.space, delta: objective.workingDelta, kernel: kernel)
  }

  /// Makes all fits once untimed, then `repeats` times in turn: a fit that were repeated at once
  /// would find its branches predicted.
  private func times(rows: [[Int]], fit: (Int) -> Minimum) -> FitTimes {
    let objectives = rows.indices.map { sum(at: fit($0).coefficients, over: rows[$0]) }
    var seconds: [[Double]] = rows.map { _ in [] }
    for _ in 0..<repeats {
      for index in rows.indices {
        seconds[index].append(processorSeconds { _ = fit(index) })
      }
    }
    return FitTimes(
      seconds: seconds.map(median(of:)), objectives: objectives.map { $0.isFinite ? $0 : nil })
  }

  /// Σ ρ(log L − log L̂) over `rows`, without the vector kernels.
  private func sum(at theta: [Double], over rows: [Int]) -> Double {
    let values = problem.coefficients(theta)
    return rows.reduce(0) { sum, row in
      let predicted = ScalingLaw.chinchilla.loss(
        parameterCount: exp(workload.logParameters[row]),
        tokenCount: exp(workload.logTokens[row]), values: values)
      return sum + objective.loss.value(workload.logLoss[row] - log(predicted))
    }
  }
}
