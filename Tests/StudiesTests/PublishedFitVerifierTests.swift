import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Studies
import Testing
import TrainingRuns

/// Published fits against refits of the same runs.
@Suite struct PublishedFitVerifierTests {
  static let programs = Programs(path: ProcessInfo.processInfo.environment["PATH"])
  static let datasets =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/datasets"

  func verify(_ dataset: Dataset) async throws -> DatasetVerification {
    var options = FitOptions()
    options.replicateCount = 200
    return try await PublishedFitVerifier(
      options: options, version: "test", catalogue: LawCatalogue(searchPath: [Self.datasets])
    )
    .verify(dataset, by: Self.programs)
  }

  /// A copy of a dataset of the repository, with its descriptor changed.
  func withCopy(
    of name: String, replacing replacements: [(String, String)] = [],
    _ body: (Dataset) async throws -> Void
  ) async throws {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appendingPathComponent("echelle-\(UUID().uuidString)")
      .path
    defer { try? manager.removeItem(atPath: root) }
    try manager.createDirectory(atPath: root, withIntermediateDirectories: true)
    try manager.copyItem(atPath: "\(Self.datasets)/\(name)", toPath: "\(root)/\(name)")
    let path = "\(root)/\(name)/dataset.yml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = replacements.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
    try await body(DatasetStore(searchPath: [root]).dataset(named: name))
  }

  @Test func hoffmann() async throws {
    let dataset = try DatasetStore(searchPath: [Self.datasets]).dataset(named: "hoffmann2022")
    let verification = try await verify(dataset)
    #expect(!verification.hasFailed)
    guard case .checked(let checks, rows: 245, used: 240) = verification.outcome else {
      Issue.record("\(verification.outcome)")
      return
    }
    let minimum = 1.0182740175e-3
    // The objective at the published coefficients over its minimum: 4.1210e-03 rounded, 1.231e-03 at the
    // precision of the TeX source, 1.0228e-03 for the replication.
    let excesses = checks.compactMap { $0.objective?.excess }
    expectClose(excesses[0] + 1, 4.1210e-3 / minimum, 2e-5)
    expectClose(excesses[1] + 1, 1.2312e-3 / minimum, 5e-5)
    expectClose(excesses[2] + 1, 1.0228e-3 / minimum, 5e-5)
    let differing = checks.filter { if case .differs = $0.verdict { true } else { false } }
    #expect(differing.map(\.published.label) == checks.prefix(2).map(\.published.label))
    #expect(checks.count { $0.verdict == .passed } == checks.count - 2)
    let replication = checks[2]
    #expect(replication.quantities.map(\.symbol) == ["E", "A", "B", "alpha", "beta", "a"])
    for quantity in replication.quantities {
      #expect(quantity.publishedError != nil)
      #expect(abs(try #require(quantity.errorsApart)) < 0.1)
    }
  }

  private func expectClose(_ found: Double, _ expected: Double, _ tolerance: Double) {
    #expect(abs(found / expected - 1) < tolerance, "\(found), \(expected)")
  }

  /// The reasons why a published fit fails once `text` is in the place of `original`.
  func failures(_ original: String, _ text: String) async throws -> [String] {
    var reasons: [String] = []
    try await withCopy(of: "hoffmann2022", replacing: [(original, text)]) { dataset in
      let verification = try await verify(dataset)
      reasons = verification.checks.flatMap { check -> [String] in
        if case .failed(let reasons) = check.verdict { reasons } else { [] }
      }
      #expect(verification.hasFailed == !reasons.isEmpty)
    }
    return reasons
  }

  @Test func doctoredFitsFailAndSayWhere() async throws {
    let unchanged = try await failures("", "")
    #expect(unchanged.isEmpty)
    // With standard errors: by the coefficient.
    let alpha = try await failures(
      "alpha: 0.3478, beta: 0.3658}\n    standard", "alpha: 0.4478, beta: 0.3658}\n    standard")
    #expect(alpha == ["alpha is 5.02 published standard errors below"])
    // Without: by the objective, then the coefficients.
    let beta = try await failures("beta: 0.3671724", "beta: 0.2671724")
    #expect(beta.count == 2)
    #expect(try #require(beta.first).hasPrefix("the objective at the published coefficients is "))
    #expect(try #require(beta.last).hasPrefix("beta is "))
    #expect(try #require(beta.last).hasSuffix(" bootstrap standard errors above"))
    let lower = try await failures("1.0182740175e-03", "1.01827e-03")
    #expect(lower.count == 1)
    #expect(try #require(lower.first).hasPrefix("the minimum is "))
    let symbol = try await failures("derived: {a: 0.5126}", "derived: {q: 0.5126}")
    #expect(
      symbol == [
        "'q' is not a coefficient of the law 'chinchilla', which has E, A, B, alpha, beta, a, b"
      ])
    let mended = try await failures(
      "{E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28}",
      "{E: 1.8172181, A: 477.8259, B: 2143.417, alpha: 0.3473105, beta: 0.3671724}")
    #expect(mended == ["the descriptor expects a difference, but the fit reproduces"])
  }

  @Test func fitsThatCannotBeTried() async throws {
    let changes = [
      ("law: chinchilla", "law: unheard-of"), ("parameters: parameters", "parameters: nowhere"),
    ]
    try await withCopy(of: "hoffmann2022", replacing: changes) { dataset in
      // Its runs cannot be read either, and need not be.
      let verification = try await verify(dataset)
      #expect(!verification.hasFailed)
      #expect(verification.checks.count == 5)
      for check in verification.checks {
        #expect(
          check.verdict == .notFitted(reason: "the law 'unheard-of' is not in the catalogue"))
      }
    }
  }

  @Test func filesThatAreNotAsDescribed() async throws {
    try await withCopy(of: "hoffmann2022") { dataset in
      let expected = try #require(dataset.descriptor.source?.sha256)
      var text = try String(contentsOfFile: dataset.path, encoding: .utf8)
      text.removeLast()
      try Data(text.utf8).write(to: URL(fileURLWithPath: dataset.path))
      let verification = try await verify(dataset)
      let found = try await Self.programs.sha256(ofFile: dataset.path)
      #expect(verification.outcome == .otherFile(expected: expected, found: found))
      #expect(verification.hasFailed)
    }
    try await withCopy(of: "hoffmann2022", replacing: [("loss: loss", "loss: lost")]) { dataset in
      let verification = try await verify(dataset)
      guard case .unusable(let reason) = verification.outcome else {
        Issue.record("\(verification.outcome)")
        return
      }
      #expect(reason.contains("no column 'lost'") && verification.hasFailed)
    }
  }

  @Test func absentTables() async throws {
    let changes = [
      ("file: runs.csv", "file: elsewhere.csv"), ("  files:\n", "  path: hot.csv\n  files:\n"),
    ]
    try await withCopy(of: "gemstones", replacing: changes) { dataset in
      let verification = try await verify(dataset)
      #expect(verification.outcome == .absent && !verification.hasFailed)
      #expect(dataset.pullCommand == "echelle datasets pull gemstones")
    }
  }

  /// Every dataset of the repository, with how many rows are read and how many published fits pass and
  /// are known to differ.
  @Test(arguments: [
    ("datablations", 29, 1, 1), ("epoch-chinchilla", 245, 1, 0), ("farseer", 404, 1, 0),
    ("gemstones", 220, 2, 0), ("hoffmann2022", 245, 3, 2), ("kyo-takano", 245, 1, 0),
    ("laion-segmentation", 1431, 2, 0), ("misfitting", 4850, 0, 0), ("misfitting-dense", 220, 1, 0),
    ("misfitting-epoch", 245, 1, 0), ("misfitting-final", 4850, 1, 0),
    ("misfitting-gshard", 67, 0, 0), ("olmo-ladder", 20, 1, 0), ("porian-optima", 118, 0, 0),
    ("porian-refinedweb", 1164, 2, 0), ("routing", 5791, 1, 3), ("steplaw-dense", 1911, 1, 0),
    ("steplaw-moe", 708, 1, 0), ("t5-sparsity", 48, 0, 1), ("toy-scaling", 100, 0, 0),
    ("xlstm", 429, 4, 0),
  ])
  func carriedTables(_ name: String, _ rows: Int, _ passes: Int, _ differs: Int) async throws {
    let dataset = try DatasetStore(searchPath: [Self.datasets]).dataset(named: name)
    let verification = try await verify(dataset)
    #expect(!verification.hasFailed, "\(verification.outcome)")
    guard case .checked(let checks, let found?, _) = verification.outcome else {
      Issue.record("\(verification.outcome)")
      return
    }
    #expect(found == rows)
    #expect(checks.count { $0.verdict == .passed } == passes)
    #expect(checks.count { if case .differs = $0.verdict { true } else { false } } == differs)
    #expect(checks.count == passes + differs)
    for objective in checks.compactMap(\.objective) {
      // A reference minimum is met to the digits that are written.
      if let above = objective.aboveMinimum { #expect(abs(above) < 5e-8, "\(objective)") }
    }
  }

  @Test func noDatasetIsLeftOut() {
    #expect(DatasetStore(searchPath: [Self.datasets]).names().count == 21)
  }
}
