import Diagnostics
import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

@Suite("Joint fits of groups")
struct JointFitTests {
  /// Coefficients E, A, B, α, β of each family: all have E, α and β in common.
  static let families: [(label: String, values: [Double])] = [
    ("dense", [1.8, 400, 2000, 0.34, 0.36]), ("moe", [1.8, 250, 2000, 0.34, 0.36]),
    ("wide", [1.8, 500, 3000, 0.34, 0.36]),
  ]

  static let design: [Run] = [1e7, 3e7, 1e8, 3e8, 1e9, 3e9].flatMap { n in
    [1e9, 3e9, 1e10, 3e10, 1e11].map { (n, $0) }
  }

  /// The runs of `families`, a group each.
  static func runs(
    noise: Double = 0, seed: UInt64 = 0, families: [(label: String, values: [Double])] = families,
    order: (Int) -> Int = { $0 }
  ) throws -> RunTable {
    let rows = families.enumerated().flatMap { index, family in
      zip(
        design, losses(of: design, family.values, noise: noise, seed: seed + 100 * UInt64(index))
      ).map { "\(family.label),\($0.parameters),\($0.tokens),\($1)" }
    }
    let ordered = rows.indices.map { rows[order($0)] }
    var options = ReadingOptions()
    options.groupBy = "kind"
    return try RunTable(
      reading: TableReader(
        bytes: Array((["kind,N,D,loss"] + ordered).joined(separator: "\n").utf8), name: "runs.csv"),
      name: "runs", path: "runs.csv", options: options)
  }

  func joint(
    _ runs: RunTable, _ shared: [String], _ change: (inout FitOptions) -> Void = { _ in }
  ) async throws -> [FittedLaw] {
    var options = FitOptions()
    options.replicateCount = 0
    change(&options)
    return try await LawFitter(options: options, version: "test").fit(
      groupsOf: runs, sharing: shared)
  }

  @Test("Exact runs give back every coefficient, shared or not, whichever are shared.")
  func recovery() async throws {
    for shared in [["E", "alpha", "beta"], ["E"], ["alpha"], ["E", "beta", "alpha"], []] {
      let fits = try await joint(Self.runs(), shared)
      #expect(fits.count == 3)
      for (fit, family) in zip(fits, Self.families) {
        #expect(fit.certificate.converged)
        #expect(fit.dataset.name == "runs/\(family.label)")
        expectClose(fit.values, family.values, tolerance: 1e-6)
      }
      #expect(fits[0].joint?.coefficientCount == 15 - 2 * shared.count)
    }
  }

  @Test("Where an amplitude is shared and its exponent is not, the amplitude itself is in common.")
  func sharedAmplitude() async throws {
    let fits = try await joint(Self.runs(noise: 0.003), ["A"])
    #expect(fits[0].certificate.converged)
    let amplitudes = fits.compactMap { $0.coefficients["A"]?.value }
    expectClose(amplitudes, Array(repeating: amplitudes[0], count: 3), tolerance: 1e-12)
    #expect(fits[0].coefficients["alpha"]?.value != fits[1].coefficients["alpha"]?.value)
  }

  @Test("With nothing shared, each group has the fit it has alone.")
  func nothingShared() async throws {
    let runs = try Self.runs(noise: 0.003)
    let fits = try await joint(runs, [])
    var total = 0.0
    for (fit, group) in zip(fits, runs.groups()) {
      let alone = try await SampleFits.fit(group)
      expectClose(fit.values, alone.values, tolerance: 1e-6)
      expectClose(fit.residuals.map { $0 + 1 }, alone.residuals.map { $0 + 1 }, tolerance: 1e-8)
      total += alone.objective.value
    }
    #expect(abs(fits[0].objective.value / total - 1) < 1e-9)
  }

  @Test("Kernels and formulas agree.")
  func bothPaths() async throws {
    let runs = try Self.runs(noise: 0.003)
    let fast = try await joint(runs, ["E", "alpha", "beta"])
    let slow = try await joint(runs, ["E", "alpha", "beta"]) {
      var declarations = ScalingLaw.Declarations()
      declarations.domains = ["A": .positive, "B": .positive, "E": .positive]
      declarations.startRanges = ["alpha": 0.1...0.8, "beta": 0.1...0.8]
      guard
        let law = try? ScalingLaw(
          formula: ScalingLaw.chinchilla.formula, columns: [], declarations: declarations)
      else { return }
      $0.law = law
    }
    #expect(slow[0].law != fast[0].law)
    for (one, other) in zip(fast, slow) {
      let values = fast[0].law.coefficients.compactMap { other.coefficients[$0]?.value }
      expectClose(values, one.values, tolerance: 1e-5)
    }
  }

  @Test("Neither the order of the rows nor the number of threads matters.")
  func orderAndThreads() async throws {
    let count = 3 * Self.design.count
    let plain = try await joint(Self.runs(noise: 0.003), ["E", "alpha"]) {
      $0.replicateCount = 60
    }
    let threads = try await joint(Self.runs(noise: 0.003), ["E", "alpha"]) {
      $0.replicateCount = 60
      $0.threadCount = 3
    }
    #expect(plain == threads)
    let shuffled = try await joint(
      Self.runs(noise: 0.003, order: { $0 * 7 % count }), ["E", "alpha"])
    for fit in shuffled {
      let same = plain.first { $0.dataset.name == fit.dataset.name }
      expectClose(fit.values, same?.values ?? [], tolerance: 1e-6)
    }
  }

  @Test("Replicate k of all groups is one refit, and intervals hold the truth as often as alone.")
  func draws() async throws {
    let fits = try await joint(Self.runs(noise: 0.003), ["alpha", "beta", "E"]) {
      $0.replicateCount = 400
    }
    let alone = try await SampleFits.fit(Self.runs(noise: 0.003).groups()[0]) {
      $0.replicateCount = 400
    }
    for index in [0, 3, 4] {
      #expect(fits[0].draws.map { $0[index] } == fits[1].draws.map { $0[index] })
    }
    let shared = try #require(fits[0].coefficients["alpha"])
    let own = try #require(alone.coefficients["alpha"]?.standardError)
    #expect(try #require(shared.standardError) < own, "three times the runs are more informative")
    let interval = try #require(shared.interval)
    #expect(interval.lower < 0.34 && 0.34 < interval.upper)
  }

  @Test("A group that does not vary N lends and borrows by what is shared.")
  func constantVariable() async throws {
    let narrow = Self.families + [("narrow", [1.8, 300, 2500, 0.34, 0.36])]
    let runs = try Self.runs(families: narrow)
    let kept = runs.group?.enumerated().filter {
      $0.element != "narrow" || runs.parameterCount[$0.offset] == 1e8
    }.map(\.offset)
    let part = runs.subset(try #require(kept), because: "one size")
    let fits = try await joint(part, ["alpha", "beta", "E"])
    // Groups come in the order of their labels.
    func ofNarrow(_ fits: [FittedLaw]) throws -> FittedLaw {
      try #require(fits.first { $0.dataset.name.hasSuffix("/narrow") })
    }
    expectClose(try ofNarrow(fits).values, narrow[3].values, tolerance: 1e-5)
    // Without E in common, its own E and A are traded against each other.
    let alone = try ofNarrow(try await joint(part, ["alpha", "beta"]))
    #expect(alone.remarks.first?.code == .notIdentified)
    #expect(alone.remarks.first?.subjects == ["E", "A"])
    #expect(alone.coefficients["A"]?.interval == nil)
  }

  @Test("Coefficients that cannot be shared are reported.")
  func faults() async throws {
    let runs = try Self.runs()
    let name = await #expect(throws: JointError.self) { try await joint(runs, ["E", "gamma"]) }
    #expect(
      name?.description == """
        the shared coefficients: 'gamma' is not a coefficient of the law
          why: shared coefficients are named by their symbols
          fix: the coefficients are E, A, B, alpha, beta
        """)
    let single = try Self.runs(families: [Self.families[0]])
    let groups = await #expect(throws: JointError.self) { try await joint(single, ["E"]) }
    #expect(
      groups?.description == """
        runs: only one group to fit, runs/dense
          why: coefficients are shared between at least two groups
          fix: choose another column with the grouping column, or omit the shared coefficients
        """)
  }
}
