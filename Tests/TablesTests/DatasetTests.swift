import Tables
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Published tables, read in place; skipped where they are not at hand.
@Suite struct DatasetTests {
  @Test func misfittingDense() throws {
    guard let reader = try open("misfitting/dense.csv") else { return }
    #expect(reader.columnNames.count == 51)
    let names = ["Params", "total steps", "vocab", "% FLOPS logit", "N", "Params"]
    let indices = names.compactMap(reader.columnNames.firstIndex(of:))
    var requests = indices.map { ColumnRequest(index: $0, kind: .number) }
    requests[5].kind = .text
    let table = try reader.read(requests)
    #expect(table.numbers(0)[0] == 12e6)
    #expect(table.numbers(0)[1].isNaN)
    #expect(table.numbers(1)[1] == 200)
    #expect(table.numbers(2)[0] == 32_000)
    #expect(table.numbers(3)[0] == 0.403)
    #expect(table.numbers(4)[0] == 12_047_168)
    #expect(table.texts(5)[0] == "12M")
    #expect(table.location(row: 0, column: 0).description.hasSuffix("dense.csv:2:1"))
  }

  @Test func misfittingGshard() throws {
    guard let reader = try open("misfitting/gshard.csv") else { return }
    let indices = ["Name", "train/avg_loss_AVG", "optim/n_tokens"]
      .compactMap(reader.columnNames.firstIndex(of:))
    let table = try reader.read([
      ColumnRequest(index: indices[0], kind: .text),
      ColumnRequest(index: indices[1], kind: .number),
      ColumnRequest(index: indices[2], kind: .number),
    ])
    #expect(
      table.texts(0)[0]
        == "moe_bsz1M.ngpu16_20240225-094706.model-12m.moe-gshard.lr_4e-3,number_of_experts_4")
    #expect(table.numbers(1)[0] == 4.498388767242432)
    #expect(table.numbers(2)[0] == 262_144_000)
  }

  /// 895 records in 6559 lines: many cells hold line breaks.
  @Test func epochNotable() throws {
    guard let reader = try open("epoch_notable/notable_ai_models_24_02_2025.csv") else { return }
    let table = try reader.read(
      reader.columnNames.indices.map { ColumnRequest(index: $0, kind: .text) })
    #expect(table.rowCount == 895)
    #expect(table.line(ofRow: 894) <= 6559)
    #expect(table.line(ofRow: 894) > 6000)
  }

  @Test func gemstones() throws {
    guard let reader = try open("gemstones/wandb_df_for_fitting_hot.jsonl") else { return }
    #expect(reader.format == .jsonLines)
    let table = try reader.read(
      reader.columnNames.indices.map { ColumnRequest(index: $0, kind: .number) })
    #expect(table.rowCount > 0)
    #expect(table.line(ofRow: table.rowCount - 1) == table.rowCount)
  }

  @Test func routingCurves() throws {
    guard let reader = try open("routing/curves.csv.gz") else { return }
    let index = try #require(reader.columnNames.firstIndex(of: "loss_validation"))
    let table = try reader.read([ColumnRequest(index: index, kind: .number)])
    #expect(table.numbers(0).count { $0.isNaN } == 8)
    #expect(table.unreadableCells == [])
    #expect(table.numbers(0)[0] == 10.769444681071239)
  }

  private func open(_ name: String) throws -> TableReader? {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "/\(root)/../shared/datasets/\(name)"
    guard access(path, R_OK) == 0 else {
      print("skipped: \(path) is not there")
      return nil
    }
    return try TableReader(path: path)
  }
}
