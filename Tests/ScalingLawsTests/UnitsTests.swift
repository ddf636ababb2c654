import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

/// That units of variables and responses change a fit by their factor and by nothing else.
@Suite("Units")
struct UnitsTests {
  /// A family of laws and a law of it, at N and D of size one.
  struct Family: Sendable {
    let formula: String
    let isOfLoss: Bool
    /// The law for four random numbers from 0 to 1.
    let truth: @Sendable (_ random: [Double], _ size: Double, _ tokens: Double) -> Double

    init(
      _ formula: String, isOfLoss: Bool = true,
      _ truth: @escaping @Sendable ([Double], Double, Double) -> Double
    ) {
      self.formula = formula
      self.isOfLoss = isOfLoss
      self.truth = truth
    }
  }

  static let families = [
    Family("E + A / N^alpha") { r, n, _ in 1 + r[0] + (0.5 + r[1]) * pow(n, -0.2 - 0.5 * r[2]) },
    Family("E + A / N^alpha + B / D^beta") {
      1 + $0[0] + (0.3 + $0[1]) * pow($1, -0.2 - 0.4 * $0[2])
        + (0.3 + $0[3]) * pow($2, -0.5 + 0.3 * $0[0])
    },
    Family("E + (A / N^alpha + B / D^beta)^k") {
      1 + $0[0]
        + pow(
          (0.3 + $0[1]) * pow($1, -0.3 - 0.4 * $0[2]) + (0.3 + $0[3]) * pow($2, -0.5),
          0.6 + $0[2] / 2)
    },
    Family("E + (A / N)^alpha + (B / D)^beta") {
      1 + $0[0] + (0.3 + $0[1]) * pow($1, -0.2 - 0.4 * $0[2]) + (0.3 + $0[3]) * pow($2, -0.4)
    },
    Family("((A / N)^(alpha / beta) + B / D)^beta") {
      pow((0.3 + $0[0]) * pow($1, -0.4 - 0.4 * $0[1]) + (0.3 + $0[2]) / $2, 0.2 + 0.3 * $0[3])
    },
    Family("E + A / (N^alpha * D^beta)") {
      1 + $0[0] + (0.5 + $0[1]) * pow($1, -0.2 - 0.2 * $0[2]) * pow($2, -0.2 - 0.2 * $0[3])
    },
    Family("E + A / (1 + N / H)^alpha") { r, n, _ in
      1 + r[0] + (0.5 + r[1]) * pow(1 + n * (0.3 + r[2]), -0.4 - 0.4 * r[3])
    },
    Family("E + max(A / N^alpha, B / D^beta)") {
      1 + $0[0]
        + max((0.5 + $0[1]) * pow($1, -0.3), (0.5 + $0[2]) * pow($2, -0.3 - 0.2 * $0[3]))
    },
    Family("y = a + b * log(N) + c * log(D)", isOfLoss: false) {
      $0[0] - 0.5 + (0.2 + $0[1]) * log($1) + (0.2 + $0[2]) * log($2)
    },
    Family("y = a + b * N^p", isOfLoss: false) { r, n, _ in
      r[0] - 0.5 + (r[1] - 1.2) * pow(n, -0.2 - 0.4 * r[2])
    },
    Family("y = a / (1 + (H / N)^s)", isOfLoss: false) { r, n, _ in
      (1 + r[0]) / (1 + pow((0.3 + r[1]) / n, 0.6 + r[2]))
    },
    Family("y = a * N / (N + H) + b", isOfLoss: false) { r, n, _ in
      (1 + r[0]) * n / (n + 0.2 + r[1]) + r[2]
    },
  ]

  /// Random runs of a law in units of one, and larger or smaller units.
  struct Case: Sendable, CustomStringConvertible {
    let family: Family
    let seed: UInt64
    let design: [Run]
    let values: [Double]
    let units: (size: Double, tokens: Double, response: Double)

    var description: String { "\(family.formula), seed \(seed), units \(units)" }

    init(seed: UInt64) {
      self.seed = seed
      family = families[Int(seed) % families.count]
      var random = RandomStream(seed: seed, purpose: .resampling)
      let numbers = (0..<4).map { _ in random.uniform() }
      design = (0..<25).map {
        (pow(10, Double($0 / 5) / 2 - 1), pow(10, Double($0 % 5) / 2 - 1 + 0.1 * random.uniform()))
      }
      let family = family
      values = design.map {
        let exact = family.truth(numbers, $0.parameters, $0.tokens)
        return family.isOfLoss
          ? exact * exp(0.005 * random.normal()) : exact + 0.005 * random.normal()
      }
      let factors = [1e-12, 1e-6, 1e6, 1e12]
      units = (
        factors[random.index(below: 4)], factors[random.index(below: 4)],
        factors[random.index(below: 4)]
      )
    }

    /// The fit of the runs in one unit or the other.
    func fitted(scaled: Bool) async throws -> FittedLaw {
      let (size, tokens, response) = scaled ? units : (1, 1, 1)
      let law = try ScalingLaw(formula: family.formula, columns: ["N", "D", "y"])
      let text =
        ["N,D,\(family.isOfLoss ? "loss" : "y")"]
        + zip(design, values).map {
          "\($0.parameters * size),\($0.tokens * tokens),\($1 * response)"
        }
      var options = ReadingOptions()
      for role in [ColumnRole.parameters, .tokens, .loss] {
        options.units[role] = try ColumnUnit(parsing: "1", for: role)
      }
      try options.require([law])
      let runs = try RunTable(
        reading: TableReader(bytes: Array(text.joined(separator: "\n").utf8), name: "runs.csv"),
        name: "runs", path: "runs.csv", options: options)
      return try await fit(runs) {
        $0.law = law
        $0.objective = family.isOfLoss ? .hoffmann : .squares
        $0.replicateCount = 8
      }
    }
  }

  @Test("A fit in units 10¹² times larger or smaller has the same minimum and replicates.")
  func scaled() async throws {
    for seed in 0..<UInt64(204) {
      let it = Case(seed: seed)
      let (one, other) = (try await it.fitted(scaled: false), try await it.fitted(scaled: true))
      let unit = it.family.isOfLoss ? 1 : it.units.response * it.units.response
      let excess = other.objective.value / unit / one.objective.value - 1
      #expect(abs(excess) < 1e-6, "\(it): \(excess)")
      // Rounding decides whether a replicate at a kink of the objective counts as a minimum.
      #expect(abs(other.bootstrap.failed - one.bootstrap.failed) <= 1, "\(it)")
      #expect(other.certificate.converged == one.certificate.converged, "\(it)")
    }
  }
}
