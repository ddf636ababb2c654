import Diagnostics
import Tables
import Testing

/// The forms of published tables: a few of their cells as they are written there.
@Suite struct DatasetTests {
  /// A spreadsheet with two columns of one name, abbreviated numbers, shares and headings of groups.
  @Test func spreadsheets() throws {
    let reader = try TableReader(
      bytes: Array(
        """
        Params,total steps,lr,C4 Eval Loss,Est C,D,N,vocab,% FLOPS logit,Params
        12M,,,,,,12047168,32.0K,40.3%,12M
        ,200,,,,,12047168,,,
        ,,1.00E-03,5.186,4.47E+16,210M,12047168,,,
        """.utf8), name: "dense.csv")
    #expect(reader.columnNames.count == 10)
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

  @Test func quotedNames() throws {
    let reader = try TableReader(
      bytes: Array(
        """
        "Name","train/avg_loss_AVG","Tags","optim/n_tokens"
        "moe_bsz1M.model-12m.moe-gshard.lr_4e-3,number_of_experts_4","4.498388767242432",\
        "a=gshard, experts=4","262144000"
        """.utf8), name: "gshard.csv")
    let indices = ["Name", "train/avg_loss_AVG", "optim/n_tokens"]
      .compactMap(reader.columnNames.firstIndex(of:))
    let table = try reader.read([
      ColumnRequest(index: indices[0], kind: .text),
      ColumnRequest(index: indices[1], kind: .number),
      ColumnRequest(index: indices[2], kind: .number),
    ])
    #expect(
      table.texts(0)[0] == "moe_bsz1M.model-12m.moe-gshard.lr_4e-3,number_of_experts_4")
    #expect(table.numbers(1)[0] == 4.498388767242432)
    #expect(table.numbers(2)[0] == 262_144_000)
  }

  /// A database of models, most of whose cells hold several lines, with quotes and commas.
  @Test func cellsOverSeveralLines() throws {
    let records = (0..<895).map { index in
      let lines = Array(repeating: "a note, with a \"\"quote\"\"", count: 1 + index % 13)
      return "Model \(index),\"\(lines.joined(separator: "\n"))\",\"NVIDIA A100\nNVIDIA V100\""
    }
    let text = (["Model,Notes,Training hardware"] + records).joined(separator: "\n")
    let lineCount = text.split(separator: "\n").count
    let reader = try TableReader(bytes: Array(text.utf8), name: "models.csv")
    let table = try reader.read(
      reader.columnNames.indices.map { ColumnRequest(index: $0, kind: .text) })
    #expect(table.rowCount == 895)
    #expect(table.texts(2)[894] == "NVIDIA A100\nNVIDIA V100")
    #expect(table.texts(1)[1] == "a note, with a \"quote\"\na note, with a \"quote\"")
    // The last record begins as many lines before the end as it has.
    #expect(table.line(ofRow: 894) == lineCount - (1 + 894 % 13))
    #expect(lineCount > 6000)
  }

  @Test func jsonLines() throws {
    let records = (1...220).map { index in
      #"{"run_name":"1024x28","tokens":\#(index)0003415040,"final_loss":3.\#(index)}"#
    }
    let reader = try TableReader(
      bytes: Array((records.joined(separator: "\n") + "\n").utf8), name: "hot.jsonl")
    #expect(reader.format == .jsonLines)
    let table = try reader.read(
      reader.columnNames.indices.map { ColumnRequest(index: $0, kind: .number) })
    #expect(table.rowCount == 220)
    #expect(table.line(ofRow: table.rowCount - 1) == table.rowCount)
  }

  /// The losses of the routing sweep, which are carried packed.
  @Test func packedTables() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let reader = try TableReader(path: "/\(root)/datasets/routing/runs.csv.gz")
    let index = try #require(reader.columnNames.firstIndex(of: "loss"))
    let table = try reader.read([ColumnRequest(index: index, kind: .number)])
    #expect(table.rowCount == 5791)
    #expect(table.numbers(0).allSatisfy { $0.isFinite })
    #expect(table.unreadableCells == [])
    #expect(table.numbers(0)[0] == 10.769445)
  }

  @Test func notANumberIsAMissingCell() throws {
    let reader = try TableReader(
      bytes: Array("step,loss_validation\n0,10.76\n1000,NaN\n2000,nan\n".utf8), name: "t.csv")
    let table = try reader.read([ColumnRequest(index: 1, kind: .number)])
    #expect(table.numbers(0).count { $0.isNaN } == 2)
    #expect(table.unreadableCells == [])
  }
}
