import Diagnostics
import Foundation
import Tables
import Testing
import TrainingRuns

@Suite("Implausible values are refused when certain, and reported otherwise")
struct PlausibilityTests {
  /// A run as Chinchilla's law has it.
  private struct Run {
    var parameters: Double
    var tokens: Double
    var compute: Double { 6 * parameters * tokens }
    var loss: Double { 1.69 + 406.4 / pow(parameters, 0.34) + 410.7 / pow(tokens, 0.28) }
  }

  private static let values: [String: @Sendable (Double, Double) -> Double] = [
    "N": { n, _ in n }, "D": { _, d in d }, "C": { n, d in 6 * n * d },
    "loss": { n, d in 1.69 + 406.4 / pow(n, 0.34) + 410.7 / pow(d, 0.28) },
  ]

  private func sweep(_ random: inout some RandomNumberGenerator) -> [Run] {
    (0..<Int.random(in: 5...40, using: &random)).map { _ in
      let n = pow(10, Double.random(in: 6...11, using: &random)).rounded()
      let ratio = pow(10, Double.random(in: -1...3, using: &random))
      return Run(parameters: n, tokens: (n * ratio).rounded())
    }
  }

  /// A table whose columns called `headers` hold the values of `columns`.
  private func csv(_ runs: [Run], headers: [String], columns: [String]) -> String {
    headers.joined(separator: ",") + "\n"
      + runs.map { run in
        columns.map { "\(Self.values[$0]?(run.parameters, run.tokens) ?? .nan)" }
          .joined(separator: ",") + "\n"
      }.joined()
  }

  private func read(_ text: String, units: [String] = [], metric: String? = nil) throws -> RunTable
  {
    var options = ReadingOptions()
    for unit in units { try options.setUnit(parsing: unit) }
    options.metric = metric
    return try RunTable(
      reading: TableReader(bytes: Array(text.utf8), name: "runs.csv"), name: "runs.csv",
      path: "runs.csv", options: options)
  }

  @Test(
    "Columns that are exchanged are refused with the options that mend it, which do; 300 tables.")
  func exchanged() throws {
    var random = SplitMix(state: 1)
    for _ in 0..<300 {
      let runs = sweep(&random)
      let headers =
        [["N", "D", "loss"], ["N", "C", "loss"], ["N", "D", "C", "loss"]]
        .randomElement(using: &random)?.shuffled(using: &random) ?? []
      var columns = headers.shuffled(using: &random)
      // N and D for each other have a test of their own.
      let moved = Set(zip(headers, columns).filter { $0 != $1 }.map(\.0))
      if moved.isEmpty || moved == ["N", "D"] { columns = headers }
      let text = csv(runs, headers: headers, columns: columns)
      #expect(throws: Never.self) { try read(csv(runs, headers: headers, columns: headers)) }
      guard columns != headers else { continue }
      let complaint = complaint { try read(text) }
      #expect(complaint.contains(" look swapped\n"), "\(headers) \(columns): \(complaint)")
      #expect(complaint.hasPrefix("error: runs.csv:2:"), "\(complaint)")
      // Its fix makes the table plausible.
      let error = try #require(throws: Diagnostic.self) { try read(text) }
      var options = ReadingOptions()
      for mention in error.fix?.mentions ?? [] where mention.setting == .column {
        let role = try #require(mention.subject.flatMap { ColumnRole(rawValue: $0) })
        options.columns[role] = mention.value?.text
      }
      let mended = try RunTable(
        reading: TableReader(bytes: Array(text.utf8), name: "runs.csv"), name: "runs.csv",
        path: "runs.csv", options: options)
      let found = mended.implausibleValues(in: Array(0..<mended.count))
      #expect(found.allSatisfy { $0.kind == .isolated }, "\(found)")
    }
  }

  @Test("A loss of 10⁸ nats in every row beside an N of 4 names both columns and where they are.")
  func wording() {
    #expect(
      complaint {
        try read("loss,D,N\n51067461,644908502,3.912\n15832347,5067258309,3.793\n")
      } == """
        error: runs.csv:2:20: the columns 'N' and 'loss' look swapped
          why: in this row, as in nearly all, 'N' would be 3.912 parameters and 'loss' would be 5.107e7 \
        nats per token; swapped, they are plausible
          fix: correct the header, or pass 'loss' as the column of parameters and 'N' as the column of loss; if they are \
        right, 1 as the unit of parameters and 1 as the unit of loss
        """)
    #expect(throws: Never.self) {
      try read(
        "loss,D,N\n51067461,644908502,3.912\n15832347,5067258309,3.793\n",
        units: ["parameters=1", "loss=1"])
    }
  }

  @Test(
    "N or D in billions or millions without a unit is refused with the unit that mends it; 300 tables."
  )
  func unscaled() throws {
    var random = SplitMix(state: 2)
    for _ in 0..<300 {
      let runs = (0..<8).map { _ in
        Run(
          parameters: pow(10, Double.random(in: 7.5...10.5, using: &random)).rounded(),
          tokens: pow(10, Double.random(in: 9.5...12.5, using: &random)).rounded())
      }
      let isOfTokens = Bool.random(using: &random)
      let hasCompute = Bool.random(using: &random)
      func text(_ scale: Double) -> String {
        "N,D,loss" + (hasCompute ? ",C\n" : "\n")
          + runs.map { run in
            let (n, d) =
              isOfTokens
              ? (run.parameters, run.tokens / scale) : (run.parameters / scale, run.tokens)
            return "\(n),\(d),\(run.loss)" + (hasCompute ? ",\(run.compute)\n" : "\n")
          }.joined()
      }
      #expect(throws: Never.self) { try read(text(1)) }
      let role = isOfTokens ? "tokens" : "parameters"
      let complaint = complaint { try read(text(1e9)) }
      #expect(complaint.contains("fix: pass billions as the unit of \(role)"), "\(complaint)")
      let mended = try read(text(1e9), units: ["\(role)=billions"])
      let values = isOfTokens ? mended.tokenCount : mended.parameterCount
      let expected = runs.map { isOfTokens ? $0.tokens : $0.parameters }
      #expect(zip(values, expected).allSatisfy { abs($0 / $1 - 1) < 1e-9 })
    }
  }

  @Test("A stated unit settles the question, and small integers are not evidence.")
  func toys() throws {
    let text = "N,D,loss\n7,140000000000,2.1\n13,260000000000,2\n70,1400000000000,1.9\n"
    #expect(complaint { try read(text) }.contains("1 as the unit of parameters if it is right"))
    #expect(try read(text, units: ["parameters=1"]).count == 3)
    #expect(
      try read("N,D,loss\n20,1000,0.5\n100,2000,0.3\n400,4000,0.2\n").count == 3,
      "a network of 20 parameters may be meant")
    // Few images for a large network, and little fine-tuning.
    #expect(try read("N,D,loss\n3e8,5000,0.5\n3e8,10000,0.3\n1e9,5000,0.2\n").count == 3)
  }

  @Test(
    "Single values are reported with their row.",
    arguments: [
      ("5e8,1e10,45,3e19", "1 row has a loss above 30 nats per token, such as 45 in row 9"),
      ("500,1e10,3.1,3e13", "1 row has fewer than 1000 parameters, such as 500 in row 9"),
      (
        "5e8,4e4,3.1,1.2e14",
        "1 row has fewer than 1 token per 10 000 parameters, such as 40000 tokens in row 9"
      ),
      (
        "5e8,1e10,3.1,3e22",
        "1 row has a C that differs from 6ND by more than a factor of 100, such as 1000 times it in row 9"
      ),
      (
        "5e13,1e10,3.1,3e24",
        "1 row has a value of N more than a factor of 1000 from every other, such as 5e13 in row 9"
      ),
      (
        "5e8,1e10,0.003,3e19",
        "1 row has a value of L more than a factor of 1000 from every other, such as 0.003 in row 9"
      ),
      (
        "5e8,1e10,3%,3e19",
        "column 'loss' is in percent and is converted to fractions, which is unusual for the loss L"
      ),
    ])
  func single(_ row: String, _ expected: String) throws {
    let good = (1...8).map { i in
      let (n, d) = (1e8 * Double(i), 1e9 * Double(1 + i % 3))
      return "\(n),\(d),\(3.5 - 0.05 * Double(i)),\(6 * n * d)\n"
    }
    let header = "N,D,loss,C\n"
    let sound = try read(header + good.joined())
    #expect(sound.implausibleValues(in: Array(0..<sound.count)).isEmpty)
    let table = try read(header + good.joined() + row + "\n")
    let found = table.implausibleValues(in: Array(0..<table.count)).map(\.text)
    #expect(found.contains(expected), "\(found)")
  }

  @Test("A metric may have any value, and a stated perplexity is not an implausible loss.")
  func metrics() throws {
    let text = "N,D,score\n1e8,1e9,70\n2e8,2e9,80\n3e8,4e9,-5\n"
    var options = ReadingOptions()
    options.metric = "score"
    options.lossMayBeAnyNumber = true
    let table = try RunTable(
      reading: TableReader(bytes: Array(text.utf8), name: "runs.csv"), name: "runs.csv",
      path: "runs.csv", options: options)
    #expect(table.implausibleValues(in: [0, 1, 2]).isEmpty)
    let perplexities = "N,D,loss\n1e8,1e9,70\n2e8,2e9,60\n3e8,4e9,50\n"
    #expect(
      try read(perplexities).implausibleValues(in: [0, 1, 2]).map(\.kind) == [.largeLoss])
    #expect(
      try read(perplexities, units: ["loss=perplexity"]).implausibleValues(in: [0, 1, 2]).isEmpty)
  }

  @Test(
    "A row with the sums or the means of the others is reported, by its values or its name; 200.")
  func totals() throws {
    var random = SplitMix(state: 3)
    for _ in 0..<200 {
      let runs = sweep(&random)
      let parts = Bool.random(using: &random) ? 1 : Double(runs.count)
      func aggregate(_ column: (Run) -> Double) -> Double { runs.map(column).reduce(0, +) / parts }
      let total =
        "\(aggregate(\.parameters)),\(aggregate(\.tokens)),\(runs.map(\.loss).reduce(0, +) / Double(runs.count))\n"
      let text = csv(runs, headers: ["N", "D", "loss"], columns: ["N", "D", "loss"])
      let sound = try read(text)
      #expect(!sound.implausibleValues(in: Array(0..<sound.count)).contains { $0.kind == .total })
      let table = try read(text + total)
      let found = table.implausibleValues(in: Array(0..<table.count)).filter { $0.kind == .total }
      #expect(found.map(\.rowNumber) == [runs.count + 1])
    }
    let named = try read(
      "run,N,D,loss\na,1e8,1e9,3\nb,2e8,1e9,2.9\nc,3e8,2e9,2.8\nd,3e8,3e9,2.7\nTotal,5e9,1e10,2.5\n"
    )
    #expect(named.implausibleValues(in: Array(0..<5)).contains { $0.kind == .total })
  }

  @Test(
    "N and D that are exchanged for each other are refused, and no published sweep is; 200 tables.")
  func exchangedSizes() throws {
    var random = SplitMix(state: 11)
    for _ in 0..<200 {
      let runs = (0..<Int.random(in: 3...40, using: &random)).map { _ in
        let n = pow(10, Double.random(in: 7...10.5, using: &random)).rounded()
        let ratio = pow(10, Double.random(in: 1.05...3, using: &random))
        return Run(parameters: n, tokens: (n * ratio).rounded())
      }
      let right = csv(runs, headers: ["N", "D", "loss"], columns: ["N", "D", "loss"])
      _ = try read(right)
      let exchanged = csv(runs, headers: ["N", "D", "loss"], columns: ["D", "N", "loss"])
      let complaint = complaint { _ = try read(exchanged) }
      #expect(complaint.contains("the columns 'N' and 'D' look swapped\n"), "\(complaint)")
      let stated = try read(exchanged, units: ["parameters=1"])
      #expect(stated.parameterCount == runs.map(\.tokens))
    }
  }
}

/// Random numbers that are the same at every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
