import Foundation
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

private let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

/// The problems that the repository carries; empty where they cannot be read, which a test finds.
private let problems = (try? ReferenceProblem.all(inFolder: "\(root)/datasets/nist")) ?? []

@Suite("NIST's certified values of nonlinear regression")
struct CertificationTests {
  @Test("All 27 problems are included, each with its observations and model.")
  func problemsAreCarried() {
    #expect(problems.count == 27)
    #expect(problems.map(\.rows.count).reduce(0, +) == 2176)
    for problem in problems {
      #expect(models[problem.name] != nil, "\(problem)")
      #expect(problem.rows.count > problem.values.count, "\(problem)")
      #expect(problem.starts.allSatisfy { $0.count == problem.values.count }, "\(problem)")
    }
  }

  @Test("From both starts, every digit that double precision allows", arguments: problems)
  func certifiedValues(_ problem: ReferenceProblem) async throws {
    let formula = try #require(models[problem.name], "no model for \(problem.name)")
    for (index, start) in problem.starts.enumerated() {
      let fit = try await fit(problem, formula: formula, start: start)
      let errors = try #require(fit.classical)
      let digits = zip(problem.coefficients, problem.values).map { symbol, certified in
        matchingDigits(fit.coefficients[symbol]?.value ?? .nan, certified)
      }
      let errorDigits = zip(problem.coefficients, problem.standardErrors).map { symbol, certified in
        matchingDigits(errors.standardErrors?[symbol] ?? .nan, certified)
      }
      let deviationDigits = matchingDigits(errors.residualDeviation, problem.residualDeviation)
      let row = [digits.min() ?? 0, errorDigits.min() ?? 0, deviationDigits].map {
        String(format: "%5.1f", $0)
      }
      print(
        "\(problem.name) start \(index + 1): digits \(row.joined(separator: " "))"
          + " \(fit.certificate.termination)")
      #expect((digits.min() ?? 0) >= 8, "\(problem), start \(index + 1): \(fit.values)")
      guard problem.name != "Lanczos1" else { continue }
      #expect((errorDigits.min() ?? 0) >= 6, "\(problem), start \(index + 1): \(errors)")
      #expect(deviationDigits >= 6, "\(problem), start \(index + 1): \(errors)")
      #expect(fit.certificate.converged)
    }
  }

  /// Two or three exponentials with nearly the same rates: other starts are needed.
  static let missed = ["Lanczos1", "Lanczos2", "Lanczos3"]

  @Test("From Echelle's own starts, and a fit that misses the minimum says so", arguments: problems)
  func defaultStarts(_ problem: ReferenceProblem) async throws {
    let formula = try #require(models[problem.name], "no model for \(problem.name)")
    let fit = try await fit(problem, formula: formula, start: nil)
    let sum = problem.residualSum
    let isReached = fit.objective.sum <= sum * (1 + 1e-6)
    #expect(isReached != Self.missed.contains(problem.name), "\(fit.objective.sum) and \(sum)")
    #expect(isReached || fit.remarks.contains { $0.severity == .severe })
  }

  @Test("Replicates converge, but where they diverge in SciPy too", arguments: problems)
  func replicates(_ problem: ReferenceProblem) async throws {
    let formula = try #require(models[problem.name], "no model for \(problem.name)")
    let fit = try await fit(problem, formula: formula, start: problem.values, replicates: 60)
    #expect(fit.bootstrap.failed <= (problem.name == "MGH09" ? 18 : 3), "\(problem)")
  }
}

private func fit(
  _ problem: ReferenceProblem, formula: String, start: [Double]?, replicates: Int = 0
) async throws -> FittedLaw {
  let law = try ScalingLaw(formula: formula, columns: problem.columns)
  #expect(law.coefficients.sorted() == problem.coefficients.sorted())
  var options = FitOptions()
  options.law = law
  options.objective = .squares
  options.replicateCount = replicates
  options.givenStarts =
    start.map {
      [Dictionary(uniqueKeysWithValues: zip(problem.coefficients, $0))]
    } ?? []
  return try await LawFitter(options: options, version: "test").fit(runs(of: problem, law: law))
}

/// The problem's data as runs; its response, the first column, stands for the loss.
private func runs(of problem: ReferenceProblem, law: ScalingLaw) throws -> RunTable {
  var options = ReadingOptions()
  options.columns[.loss] = problem.columns[0]
  options.requiredRoles = []
  options.variables = Array(problem.columns.dropFirst())
  options.lossMayBeAnyNumber = !law.needsPositiveResponse
  return try RunTable(
    reading: TableReader(bytes: Array(problem.table.utf8), name: "\(problem).csv"),
    name: problem.name, path: "\(problem).csv", options: options)
}
