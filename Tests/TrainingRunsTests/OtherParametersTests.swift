import Tables
import Testing
import TrainingRuns

@Suite struct OtherParametersTests {
  @Test(
    arguments: [
      ("N", "N_no_emb", .total, .nonEmbedding),
      ("N_no_emb", "N", .nonEmbedding, .total),
      ("params", "params_non_embedding", .total, .nonEmbedding),
      ("N_w_emb", "Nnoemb", .total, .nonEmbedding),
      ("params_excluding_embedding", "total_params", .nonEmbedding, .total),
    ]
      as [(
        String, String, DatasetDescriptor.ParameterCounting, DatasetDescriptor.ParameterCounting
      )])
  func findsTheOtherColumn(
    _ used: String, _ other: String, _ counting: DatasetDescriptor.ParameterCounting,
    _ otherCounting: DatasetDescriptor.ParameterCounting
  ) throws {
    let table = try runs("\(used),\(other),D,loss\n2,3,5,1\n", columns: [.parameters: used])
    #expect(table.parameterCounting == counting)
    let found = try #require(table.otherParameters)
    #expect(found.header == other && found.counting == otherCounting && found.values == [3])
    let swapped = try #require(table.countingOtherParameters())
    #expect(swapped.parameterCount == [3] && swapped.headers[.parameters] == other)
    #expect(swapped.parameterCounting == otherCounting && swapped.otherParameters?.values == [2])
    #expect(swapped.compute == [90] && swapped.tokenCount == [5])
    #expect(swapped.countingOtherParameters()?.parameterCount == [2])
  }

  @Test(arguments: [
    // An embedding alone, active parameters, and two of a kind are no other way to count N.
    "N,params_embedding", "N,active_params", "N,N_no_emb,params_nonembedding",
  ])
  func takesNothingElse(_ headers: String) throws {
    let cells = Array(repeating: "1", count: headers.split(separator: ",").count)
    let table = try runs(
      "\(headers),D,loss\n\(cells.joined(separator: ",")),1,1\n", columns: [.parameters: "N"])
    #expect(table.otherParameters == nil && table.countingOtherParameters() == nil)
  }

  @Test func keepsTheComputeThatWasRead() throws {
    let table = try runs("N,N_no_emb,C,loss\n2,1,120,1\n", columns: [.parameters: "N"])
    let swapped = try #require(table.countingOtherParameters())
    #expect(swapped.compute == [120] && swapped.tokenCount == [10])
  }

  @Test func needsNumbersInEveryCell() throws {
    let table = try runs("N,N_no_emb,D,loss\n2,1,1,1\n2,n/a,1,1\n", columns: [.parameters: "N"])
    #expect(table.otherParameters?.values.count { $0.isNaN } == 1)
    #expect(table.countingOtherParameters() == nil)
  }

  @Test func aDerivedNHasNone() throws {
    let table = try runs(
      "D,C,N_no_emb,loss\n1,6,2,1\n", columns: [.parameters: ""])
    #expect(table.derivedRole == .parameters)
    #expect(table.parameterCounting == nil && table.otherParameters == nil)
  }
}
