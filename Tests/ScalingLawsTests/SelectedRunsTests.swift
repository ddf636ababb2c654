import Diagnostics
import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

/// A table of CSV lines.
private func table(
  _ lines: [String], _ law: ScalingLaw = .chinchilla, metric: String? = nil,
  _ change: (inout ReadingOptions) throws -> Void = { _ in }
) throws -> RunTable {
  var options = ReadingOptions()
  try change(&options)
  try options.require([law], metric: metric)
  return try RunTable(
    reading: TableReader(bytes: Array(lines.joined(separator: "\n").utf8), name: "runs.csv"),
    name: "runs", path: "runs.csv", options: options)
}

@Suite("Runs selected and weighted on reading")
struct SelectedRunsTests {
  /// Random runs of a few sizes, with swept columns and a group.
  private func randomRuns(_ stream: inout RandomStream, count: Int) -> [[String]] {
    (0..<count).map { _ in
      [
        "\(1e8 * Double(1 + stream.index(below: 3)))",
        "\(1e10 * Double(1 + stream.index(below: 3)))",
        "\(2 + Double(stream.index(below: 40)) / 40)", "\(stream.index(below: 4))",
        "\(8 << stream.index(below: 3))", ["a", "b"][stream.index(below: 2)],
      ]
    }
  }

  @Test("Of the runs with the same N and D, that of the lowest loss is kept, in each group.")
  func bestOver() throws {
    var stream = RandomStream(seed: 5, stream: 2)
    for trial in 0..<60 {
      let rows = randomRuns(&stream, count: 5 + stream.index(below: 40))
      let isGrouped = trial % 2 == 0
      let runs = try table(["N,D,loss,lr,batch,g"] + rows.map { $0.joined(separator: ",") }) {
        $0.bestOver = ["lr", "batch"]
        if isGrouped { $0.groupBy = "g" }
      }
      var least: [[String]: Double] = [:]
      for row in rows {
        let key = [row[0], row[1], isGrouped ? row[5] : ""]
        least[key] = min(least[key] ?? .infinity, Double(row[2]) ?? .nan)
      }
      #expect(runs.count == least.count)
      for row in 0..<runs.count {
        let key = [
          "\(runs.parameterCount[row])", "\(runs.tokenCount[row])",
          isGrouped ? runs.group?[row] ?? "" : "",
        ]
        #expect(least[key] == runs.loss[row])
      }
      let (kept, all) = runs.counts(of: .bestOver(["lr", "batch"], isHighest: false))
      #expect(kept == least.count && all == rows.count)
      #expect(runs.excluded.rowCount == rows.count - least.count)
    }
  }

  @Test("A run is kept unless another of at most its compute is better.")
  func pareto() throws {
    var stream = RandomStream(seed: 6, stream: 2)
    for trial in 0..<60 {
      let rows = randomRuns(&stream, count: 5 + stream.index(below: 40))
      let isGrouped = trial % 2 == 0
      let runs = try table(["N,D,loss,lr,batch,g"] + rows.map { $0.joined(separator: ",") }) {
        $0.keepsPareto = true
        if isGrouped { $0.groupBy = "g" }
      }
      let numbers = rows.map { row in row.map { Double($0) ?? .nan } }
      let expected = rows.indices.filter { i in
        !rows.indices.contains { j in
          numbers[j][0] * numbers[j][1] <= numbers[i][0] * numbers[i][1]
            && numbers[j][2] < numbers[i][2] && (!isGrouped || rows[i][5] == rows[j][5])
        }
      }
      #expect(runs.rowNumber == expected.map { $0 + 1 })
    }
  }

  @Test("Of a score, the highest is best, and both rules follow each other.")
  func scores() throws {
    let law = try ScalingLaw(formula: "accuracy = a + b * log(C)", columns: ["accuracy"])
    let lines = [
      "C,accuracy,lr", "1e18,0.2,1", "1e18,0.3,2", "1e19,0.25,1", "1e19,0.28,2", "1e20,0.5,1",
    ]
    let runs = try table(lines, law) {
      $0.bestOver = ["lr"]
      $0.keepsPareto = true
    }
    #expect(runs.loss == [0.3, 0.5])
    #expect(
      runs.exclusionCounts().map(\.description) == [
        "2 rows left out: not the highest over lr",
        "1 row left out: beaten by a run with no more compute",
      ])
    #expect(runs.counts(of: runs.selections[0]) == (3, 5))
    #expect(runs.counts(of: runs.selections[1]) == (2, 3))
    // Of a quantity of neither kind it is not known which is best.
    let other = try ScalingLaw(formula: "q = a + b * log(C)", columns: ["q"])
    #expect(throws: Diagnostic.self) {
      try table(["C,q,lr", "1e18,1,1", "1e19,2,1"], other) { $0.bestOver = ["lr"] }
    }
  }

  @Test("Swept columns must be in the table, and not in the law.")
  func unsuitable() throws {
    let lines = ["N,D,loss,lr", "1e8,1e9,3,1", "1e8,1e9,2.9,2", "1e9,1e9,2.5,1"]
    for column in ["N", "D", "loss", "tokens", "missing"] {
      #expect(throws: Diagnostic.self, "\(column)") {
        try table(lines) { $0.bestOver = [column] }
      }
    }
    let law = try ScalingLaw(formula: "E + A / N^alpha + B * lr", columns: ["lr"])
    #expect(throws: Diagnostic.self) { try table(lines, law) { $0.bestOver = ["lr"] } }
  }

  @Test("A fit to selected runs says so, and a saved one too.")
  func remark() async throws {
    let swept = zip(isoFLOPDesign, losses(of: isoFLOPDesign, noise: 0.01)).flatMap { run, loss in
      (0..<3).map { "\(run.parameters),\(run.tokens),\(loss * (1 + 0.01 * Double($0))),\($0)" }
    }
    let runs = try table(["N,D,loss,lr"] + swept) { $0.bestOver = ["lr"] }
    let found = try await fit(runs)
    let plain = try await fit(
      runTable(isoFLOPDesign, losses: losses(of: isoFLOPDesign, noise: 0.01)))
    #expect(found.values == plain.values)
    let remark = try #require(found.remarks.of(.selectedRuns).first)
    #expect(
      remark.text
        == "30 of 90 runs were kept for their own result, the best over lr: selecting minima biases "
        + "the loss downward, and the intervals do not include it")
    #expect(remark.values == ["kept": 30, "runs": 90])
    let read = try JSONDecoder().decode(FittedLaw.self, from: JSONEncoder().encode(found))
    #expect(read == found)
  }

  @Test("Weights by a formula are those of a column with its values.")
  func weights() async throws {
    let values = losses(of: isoFLOPDesign, noise: 0.01)
    let rows = zip(isoFLOPDesign, values).enumerated().map { index, run in
      let sigma = 0.1 + 0.01 * Double(index % 7)
      return "\(run.0.parameters),\(run.0.tokens),\(run.1),\(sigma),\(1 / (sigma * sigma))"
        + ",\(run.0.parameters.squareRoot())"
    }
    let lines = ["N,D,loss,sigma,inverse,root"] + rows
    for (formula, column) in [("1 / (sigma * sigma)", "inverse"), ("sqrt(N)", "root")] {
      let byFormula = try table(lines) { $0.weights = formula }
      let byColumn = try table(lines) { $0.weights = column }
      #expect(byFormula.weight == byColumn.weight)
      let (one, other) = (try await fit(byFormula), try await fit(byColumn))
      #expect(one.values == other.values && one.objective == other.objective)
    }
    let notes = try await fit(table(lines) { $0.weights = "sqrt(N)" }).dataset.notes
    #expect(notes.contains("runs are weighted by sqrt(N)"))
  }

  @Test(
    "A weight that is none names its line, or its row is skipped.",
    arguments: ["3 - x", "1 / (x - 4)", "log(x - 4.5)", "sqrt(x - 4)"])
  func invalidWeights(_ formula: String) throws {
    let rows = isoFLOPDesign.indices.map { index in
      "\(isoFLOPDesign[index].parameters),\(isoFLOPDesign[index].tokens),3,\(index == 4 ? 4 : 2)"
    }
    var lines = ["N,D,loss,x"] + rows
    if formula != "3 - x" {
      lines = lines.map { $0.hasSuffix(",2") ? $0.dropLast(2) + ",6" : $0 }
      if formula.contains("sqrt") { lines[5] = String(lines[5].dropLast(2)) + ",3" }
    }
    let error = #expect(throws: Diagnostic.self) { try table(lines) { $0.weights = formula } }
    #expect(error?.origin?.line == 6)
    #expect(error?.what.text().hasPrefix("the weight computed as \(formula): expected") == true)
    let skipped = try table(lines) {
      $0.weights = formula
      $0.invalidRows = .skip
    }
    #expect(skipped.count == rows.count - 1)
  }

  @Test("What is no formula over the table is refused.", arguments: ["2", "x +", "y / 2", "w = x"])
  func unreadable(_ text: String) {
    #expect(throws: Diagnostic.self) {
      try table(["N,D,loss,x", "1e8,1e9,3,1", "1e9,1e9,2.5,2"]) { $0.weights = text }
    }
  }
}
