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
}

private func fit(
  _ problem: ReferenceProblem, formula: String, start: [Double]
) async throws -> FittedLaw {
  let law = try ScalingLaw(formula: formula, columns: problem.columns)
  #expect(law.coefficients.sorted() == problem.coefficients.sorted())
  var options = FitOptions()
  options.law = law
  options.objective = .squares
  options.replicateCount = 0
  options.givenStarts = [
    Dictionary(uniqueKeysWithValues: zip(problem.coefficients, start))
  ]
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
