import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

/// Objectives with several minima: which is found, and what is said of the others.
@Suite("Several basins")
struct BasinTests {
  /// Runs on 2·10⁹ unique tokens, of a law with repeated data: few repeats, so that what repeats are
  /// worth and what data are worth can be traded.
  func repeatedRuns(noise: Double) throws -> (runs: RunTable, law: ScalingLaw) {
    let law = try ScalingLaw(
      formula: "E + A / N^alpha + B / (U * (1 + R * (1 - exp(-(D / U - 1) / R))))^beta",
      columns: ["U"], declarations: Self.declarations)
    var rows = ["N,D,U,loss"]
    for n in [1e8, 4e8, 1.6e9] {
      for epochs in [1.0, 2, 4, 8, 16, 40] {
        for unique in [1e9, 4e9] {
          let point: [ScalingLaw.Variable: Double] = [
            .parameterCount: n, .tokenCount: unique * epochs, .column("U"): unique,
          ]
          let loss = law.value(at: point, values: [1.8, 400, 0.34, 2000, 15, 0.36].reordered(law))
          let index = rows.count - 1
          let scatter = noise * sin(Double(index * index))
          rows.append("\(n),\(unique * epochs),\(unique),\(loss * exp(scatter))")
        }
      }
    }
    var options = ReadingOptions()
    try options.require([law])
    let runs = try RunTable(
      reading: TableReader(bytes: Array(rows.joined(separator: "\n").utf8), name: "runs.csv"),
      name: "runs", path: "runs.csv", options: options)
    return (runs, law)
  }

  static var declarations: ScalingLaw.Declarations {
    var declarations = ScalingLaw.Declarations()
    for symbol in ["E", "A", "B", "R", "alpha", "beta"] { declarations.domains[symbol] = .positive }
    return declarations
  }

  @Test("Repeated data: no other start does better than the fit's own.")
  func dataConstrained() async throws {
    let (runs, law) = try repeatedRuns(noise: 0.004)
    let fit = try await SampleFits.fit(runs) { $0.law = law }
    #expect(fit.certificate.converged)
    var stream = RandomStream(seed: 9, stream: 0)
    let starts = (0..<200).map { _ in
      Dictionary(
        uniqueKeysWithValues: law.coefficients.map { symbol -> (String, Double) in
          let u = stream.uniform()
          let value: Double =
            switch symbol {
            case "E": 0.5 + 2.5 * u
            case "A", "B": pow(10, 1 + 4 * u)
            case "R": pow(10, -1 + 3 * u)
            default: 0.05 + 0.9 * u
            }
          return (symbol, value)
        })
    }
    let dense = try await SampleFits.fit(runs) {
      $0.law = law
      $0.givenStarts = starts
    }
    #expect(fit.objective.value <= dense.objective.value * (1 + 1e-7))
    // The lowest of SciPy 1.17.1 least_squares(loss='huber', f_scale=1e-3, xtol = ftol = gtol = 1e-15) from 400
    // random starts, coefficients in logarithms but alpha and beta; a third of its starts end higher.
    let witness = 5.862445768552521e-05
    #expect(abs(fit.objective.value / witness - 1) < 1e-9)
    #expect(abs((fit.coefficients["R"]?.value ?? 0) - 14.848406) < 1e-4)
    #expect(abs((fit.coefficients["beta"]?.value ?? 0) - 0.3769376856) < 1e-7)
  }

  /// A coefficient of any sign, many decades from its start, that is traded with its exponent.
  @Test("A long curved valley is followed to its end.")
  func valley() async throws {
    var rows = ["N,S,y,loss"]
    for n in [6.2e7, 9e7, 1.5e8, 2e8, 3e8, 5.1e8] {
      for step in 0..<12 {
        let index = rows.count - 1
        let samples = pow(10, 6.5 + 0.37 * Double(step))
        let y = 0.91 - 2.42 / pow(samples, 0.0665) - 1e-4 * pow(n / 1e8, 0.9)
        rows.append("\(n),\(samples),\(y * exp(0.05 * sin(Double(index * index)))),1")
      }
    }
    let law = try ScalingLaw(formula: "y = m - A / N^alpha - B / S^beta", columns: ["S", "y"])
    var options = ReadingOptions()
    try options.require([law])
    options.columns[.loss] = law.responseColumn
    let runs = try RunTable(
      reading: TableReader(bytes: Array(rows.joined(separator: "\n").utf8), name: "runs.csv"),
      name: "runs", path: "runs.csv", options: options)
    let fit = try await SampleFits.fit(runs) { $0.law = law }
    #expect(fit.certificate.converged)
    #expect(abs((fit.coefficients["beta"]?.value ?? 0) - 0.0547) < 1e-3)
  }

  /// A wave of one frequency: the objective has a minimum near many others, of which one is the best.
  @Test("A wave: the best of many minima is found, and the next best is reported.")
  func planted() async throws {
    var rows = ["x,loss"]
    for step in 0..<60 {
      let x = 1 + Double(step) / 10
      rows.append("\(x),\(3 + 0.8 * sin(5.3 * x))")
    }
    var declarations = ScalingLaw.Declarations()
    declarations.startRanges = ["w": 1...12]
    let law = try ScalingLaw(
      formula: "m + s * sin(w * x) + c * cos(w * x)", columns: ["x"], declarations: declarations)
    var options = ReadingOptions()
    try options.require([law])
    let runs = try RunTable(
      reading: TableReader(bytes: Array(rows.joined(separator: "\n").utf8), name: "runs.csv"),
      name: "runs", path: "runs.csv", options: options)
    let fit = try await SampleFits.fit(runs) {
      $0.law = law
      $0.objective = .squares
    }
    let frequency = try #require(fit.coefficients["w"]?.value)
    #expect(abs(frequency - 5.3) < 1e-6)
    #expect(fit.certificate.shareOfStartsAtBest < 0.9, "most starts end elsewhere")
    let runnerUp = try #require(fit.certificate.runnerUpObjective)
    #expect(runnerUp > 1, "the next minimum leaves most of the wave unexplained")
  }
}

extension [Double] {
  /// The values of E, A, α, B, R and β in the order of `law`.
  fileprivate func reordered(_ law: ScalingLaw) -> [Double] {
    let symbols = ["E", "A", "alpha", "B", "R", "beta"]
    return law.coefficients.map { self[symbols.firstIndex(of: $0) ?? 0] }
  }
}
