import Diagnostics
import Foundation
import Tables
import Testing

@Suite("A file that changes while it is read")
struct FileChangeTests {
  /// A file of `rows` rows whose third column is the sum of the others.
  private static func text(rows: Int) -> String {
    "a,b,c\n" + (0..<rows).map { "\($0),\(2 * $0),\(3 * $0)\n" }.joined()
  }

  @Test("Is read whole, read as truncated, or refused, for 300 files.")
  func cut() async throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("echelle-change-\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bytes = Data(Self.text(rows: 100_000).utf8)
    let kept = 1000
    let length = UInt64(Self.text(rows: kept).utf8.count)
    var refused = 0
    for round in 0..<300 {
      try bytes.write(to: URL(fileURLWithPath: path))
      let cutter = Task.detached {
        for _ in 0..<(round * 20) { await Task.yield() }
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.truncate(atOffset: length)
        try file.close()
      }
      do {
        let reader = try TableReader(path: path)
        // What has been read stays, whatever becomes of the file.
        _ = await cutter.result
        let table = try reader.read((0..<3).map { ColumnRequest(index: $0, kind: .number) })
        #expect([kept, 100_000].contains(table.rowCount))
        let (sums, parts) = (table.numbers(2), table.numbers(0))
        #expect(sums.indices.allSatisfy { sums[$0] == 3 * parts[$0] })
        #expect(table.cellText(row: table.rowCount - 1, column: 0) == "\(table.rowCount - 1)")
      } catch let error as Diagnostic {
        #expect(error.what == "the file changed while being read")
        refused += 1
      }
      _ = await cutter.result
    }
    #expect(refused < 300)
  }
}
