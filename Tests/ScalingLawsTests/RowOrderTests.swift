import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

@Suite("The order of the rows")
struct RowOrderTests {
  /// A table of the given rows in the given order.
  private func table(_ rows: [String], order: [Int]) throws -> RunTable {
    var options = ReadingOptions()
    options.columns[.weight] = "w"
    options.dropHighest = [try DropHighest(parsing: "loss:1")]
    let text = (["N,D,loss,w"] + order.map { rows[$0] }).joined(separator: "\n")
    return try RunTable(
      reading: TableReader(bytes: Array(text.utf8), name: "runs.csv"), name: "runs",
      path: "runs.csv", options: options)
  }

  /// The document of a fit without the numbers of rows.
  private func document(_ fit: FittedLaw) throws -> Data {
    var fit = fit
    fit.runs?.row = []
    fit.dataset.sha256 = nil
    fit.dataset.dropped = []
    fit.remarks = fit.remarks.filter { $0.code != .outliers && $0.code != .repeatedRows }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(fit)
  }

  private func shuffled(_ count: Int, _ random: inout RandomStream) -> [Int] {
    (0..<count).map { ($0, random.next()) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  @Test("Groups come in the order of their labels, numbers by their values.")
  func groups() throws {
    var options = ReadingOptions()
    options.groupBy = "batch"
    let labels = ["16", "b", "4", "a", "256"]
    for shift in labels.indices {
      let rows = labels.indices.map { index in
        "1e8,2e9,3,\(labels[(index + shift) % labels.count])"
      }
      let text = (["N,D,loss,batch"] + rows).joined(separator: "\n")
      let table = try RunTable(
        reading: TableReader(bytes: Array(text.utf8), name: "runs.csv"), name: "runs",
        path: "runs.csv", options: options)
      #expect(
        table.groups().map(\.name) == ["4", "16", "256", "a", "b"].map { "runs/\($0)" })
    }
  }

  @Test("A permutation of the rows changes no bit of a fit, 200 random tables.")
  func fits() async throws {
    for seed in 0..<UInt64(200) {
      var random = RandomStream(seed: seed, purpose: .resampling)
      let count = 7 + random.index(below: 10)
      let rows = (0..<count).map { _ -> String in
        let size = [1e7, 5e7, 2e8, 1e9][random.index(below: 4)]
        let tokens = 1e9 * Double(1 + random.index(below: 50))
        let loss = 1.7 + 400 / pow(size, 0.34) + 400 / pow(tokens, 0.28)
        let weight = random.index(below: 3)
        return "\(size),\(tokens),\(loss * (1 + 0.01 * random.normal())),\(Double(weight) + 0.5)"
      }
      var fitted: [Data] = []
      for order in [Array(0..<count), shuffled(count, &random)] {
        let runs = try table(rows, order: order)
        do {
          fitted.append(
            try document(
              try await fit(runs) {
                $0.replicateCount = 20
                $0.objective = seed % 3 == 0 ? .logSquares : .hoffmann
              }))
        } catch let refusal as FitError {
          fitted.append(Data(refusal.description.utf8))
        }
      }
      #expect(fitted[0] == fitted[1], "table \(seed)")
    }
  }

  @Test("A column named for it decides the order.")
  func orderColumn() throws {
    func runs(_ text: String) throws -> RunTable {
      var options = ReadingOptions()
      options.columns[.order] = "point"
      return try RunTable(
        reading: TableReader(bytes: Array(text.utf8), name: "runs.csv"), name: "runs",
        path: "runs.csv", options: options)
    }
    let table = try runs("N,D,loss,point\n1e8,1e9,3,3\n2e8,1e9,4,1\n3e8,1e9,2,2\n")
    #expect(table.loss == [3, 4, 2] && table.inCanonicalOrder().loss == [4, 2, 3])
    #expect(table.inCanonicalOrder().rowNumber == [2, 3, 1])
  }
}
