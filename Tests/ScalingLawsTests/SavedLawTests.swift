import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

private let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

/// Runs about the reference point of a law, as a table with all that the law depends on.
private struct RandomRuns {
  /// The law's own coefficients, at which the runs lie.
  var truth: [String: Double] = [:]
  var text = ""

  /// Twice as many runs as coefficients, and eight; `nil` where the law has no value at them.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - reference: A point within the runs.
  ///   - values: Its coefficients.
  ///   - stream: What the runs are drawn from.
  init?(
    _ law: ScalingLaw, about reference: [ScalingLaw.Variable: Double], values: [String: Double],
    stream: inout RandomStream
  ) {
    truth = values
    let response = law.responseColumn ?? "loss"
    let own = law.coefficients.map { values[$0] ?? .nan }
    var rows: [String] = []
    let names = law.variables.map { $0 == .loss ? "loss" : $0.symbol }
    for row in 0..<(2 * own.count + 8) {
      var point: [ScalingLaw.Variable: Double] = [:]
      for variable in law.variables {
        point[variable] = (reference[variable] ?? 1) * exp(0.5 * stream.normal())
      }
      let quantity = law.value(at: point, values: own) * exp(0.01 * stream.normal())
      guard quantity.isFinite else { return nil }
      let cells = law.variables.map { "\(point[$0] ?? .nan)" }
      rows.append(
        (cells + ["\(quantity)", "\(0.5 + stream.uniform())", row % 2 == 0 ? "a" : "b"])
          .joined(separator: ","))
    }
    text = ([(names + [response, "w", "g"]).joined(separator: ",")] + rows).joined(separator: "\n")
  }

  func table(_ law: ScalingLaw, weighted: Bool, grouped: Bool, metric: String?) throws -> RunTable {
    var options = ReadingOptions()
    try options.require([law], metric: metric)
    if weighted { options.columns[.weight] = "w" }
    if grouped { options.groupBy = "g" }
    return try RunTable(
      reading: TableReader(bytes: Array(text.utf8), name: "runs.csv"), name: "runs",
      path: "runs.csv", options: options)
  }
}

@Suite("Saved fits read back")
struct SavedLawTests {
  /// Laws as they are typed: sums of power terms and others, with left sides and columns of their own.
  private static let typed = [
    "E + A / N^alpha + B / D^beta", "A / C^b", "E + A / C^alpha", "E + A / N^alpha",
    "log(L) = a + b * log(C)", "log10(L) = a + b * log10(N) + c * log10(D)",
    "accuracy = a + b * log(C)", "1 - accuracy = b * C^alpha", "val_loss = E + A / N^alpha",
    "log(accuracy / (1 - accuracy)) = a + b * log(C)", "B_crit = Bs / L^a",
    "score = a / (1 + exp(-k * (L - L0))) + b", "E + (A / N^alpha + B / D^beta)^k",
    "E + A / N^alpha + B / `data size`^beta", "E + exp(-a) / N^alpha",
    "log(L - 0.5) = a + b * log(C) + c * width",
  ]

  private static let shares: [String: Double] = [
    "E": 1.5, "A": 400, "B": 500, "alpha": 0.34, "beta": 0.28, "a": 0.4, "b": 0.03, "c": 0.02,
    "k": 0.9, "L0": 0.4, "Bs": 1e5,
  ]

  private static let scale: [ScalingLaw.Variable: Double] = [
    .parameterCount: 1e9, .tokenCount: 2e10, .compute: 1e20, .loss: 2, .column("data size"): 3e9,
    .column("width"): 0.2,
  ]

  /// A law with coefficients and a point at which it has a value.
  private struct Subject {
    var law: ScalingLaw
    var reference: [ScalingLaw.Variable: Double]
    var values: [String: Double]
  }

  private static func subjects() throws -> [Subject] {
    let columns = ["accuracy", "val_loss", "B_crit", "score", "data size", "width"]
    let typed = try typed.map {
      Subject(
        law: try ScalingLaw(formula: $0, columns: columns), reference: scale, values: shares)
    }
    let catalogued = try LawCatalogue(searchPath: ["\(root)/datasets"]).laws().map { law in
      let halves = Dictionary(
        uniqueKeysWithValues: law.law.coefficients.map { ($0, law.name == "farseer" ? 0.01 : 0.5) })
      let published = law.published.first?.values ?? [:]
      return Subject(
        law: law.law, reference: law.reference, values: halves.merging(published) { $1 })
    }
    return typed + catalogued
  }

  /// What is declared at random: a fixed value, a start range, a domain.
  private static func declarations(
    _ subject: Subject, _ stream: inout RandomStream
  ) -> ScalingLaw.Declarations {
    var declarations = ScalingLaw.Declarations()
    let symbols = subject.law.coefficients
    func pick() -> String? {
      stream.uniform() < 0.4 ? symbols[stream.index(below: symbols.count)] : nil
    }
    if symbols.count > 1, let symbol = pick() {
      declarations.fixed[symbol] = subject.values[symbol] ?? 0.5
    }
    if let symbol = pick(), declarations.fixed[symbol] == nil {
      let value = subject.values[symbol] ?? 0.5
      declarations.startRanges[symbol] = value - abs(value) / 3...value + abs(value) / 7
    }
    if let symbol = pick(), declarations.fixed[symbol] == nil,
      subject.values[symbol] ?? 0.5 > 0
    {
      declarations.domains[symbol] = stream.uniform() < 0.5 ? .positive : .real
    }
    return declarations
  }

  @Test("Every fit that can be made reads back to the same bits, and predicts and plans the same.")
  func everyFit() async throws {
    var stream = RandomStream(seed: 6, stream: 2)
    var made = 0
    var laws: Set<String> = []
    var kinds: Set<String> = []
    let subjects = try Self.subjects()
    for trial in 0..<420 {
      let subject = subjects[trial % subjects.count]
      let declarations = Self.declarations(subject, &stream)
      let law = try subject.law.declaring(declarations)
      let weighted = stream.uniform() < 0.4
      let isJoint = stream.uniform() < 0.2
      let isMetric =
        law.responseColumn == nil && !law.variables.contains(.loss) && stream.uniform() < 0.2
      guard
        var runs = RandomRuns(
          law, about: subject.reference, values: subject.values, stream: &stream)
      else { continue }
      if isMetric { runs.text = runs.text.replacing("loss", with: "figure") }
      let table = try? runs.table(
        law, weighted: weighted, grouped: isJoint, metric: isMetric ? "figure" : nil)
      guard let table else { continue }
      var options = FitOptions()
      options.law = law
      options.replicateCount = 4
      options.objective = [.hoffmann, .squares, .leastAbsoluteDeviations, .logSquares][trial % 4]
      let start = Dictionary(
        uniqueKeysWithValues: law.coefficients.map { ($0, runs.truth[$0] ?? 0) })
      options.givenStarts = isJoint ? [] : [start]
      let fitter = LawFitter(options: options, version: "test")
      let fits: [FittedLaw]
      do {
        fits =
          isJoint
          ? try await fitter.fit(groupsOf: table, sharing: [law.coefficients[0]])
          : [try await fitter.fit(table)]
      } catch is FitError {
        continue
      }
      laws.insert(subject.law.name)
      for fitted in fits {
        try expectTheSame(fitted, at: subject.reference)
        made += 1
      }
      if weighted { kinds.insert("weights") }
      if isJoint { kinds.insert("joint") }
      if isMetric { kinds.insert("metric") }
      if !law.fixed.isEmpty { kinds.insert("fixed") }
      if !law.startRanges.isEmpty { kinds.insert("ranges") }
      if !declarations.domains.isEmpty { kinds.insert("domains") }
    }
    #expect(made >= 200, "\(made)")
    #expect(laws.count >= 40, "\(laws.count)")
    #expect(kinds == ["weights", "joint", "metric", "fixed", "ranges", "domains"])
  }

  private func expectTheSame(
    _ fitted: FittedLaw, at reference: [ScalingLaw.Variable: Double]
  ) throws {
    let saved = try JSONEncoder.sorted.encode(fitted)
    let read = try JSONDecoder().decode(FittedLaw.self, from: saved)
    #expect(read.law == fitted.law, "\(fitted.law.name)")
    #expect(read.draws == fitted.draws && read.residuals == fitted.residuals)
    #expect(read.values == fitted.values && read.predicted == fitted.predicted)
    // The document is the same too, which NaN in it would hide from a comparison of values.
    #expect(try JSONEncoder.sorted.encode(read) == saved)
    let (first, second) = (fitted.predict(at: reference), read.predict(at: reference))
    #expect("\(first)" == "\(second)", "\(fitted.law.name)")
    let held = reference.filter { ![.parameterCount, .tokenCount, .compute].contains($0.key) }
    let plans = [fitted, read].map { fit in
      LawOptimum(fit.law, flopPerParameterToken: 6, holding: held).map {
        "\($0.isSearched) \($0.allocation(compute: 1e21, values: fit.values))"
      }
    }
    #expect(plans[0] == plans[1], "\(fitted.law.name)")
  }
}

extension JSONEncoder {
  fileprivate static var sorted: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return encoder
  }
}
