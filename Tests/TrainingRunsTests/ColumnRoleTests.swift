import Testing
import TrainingRuns

@Suite struct ColumnRoleTests {
  @Test(arguments: [
    "N", "params", "Parameters", "n_params", "num-params", "numParams", "model_size", "Model Size",
    "parameter_count", "params_active_precise", "total_parameter_count", "N_no_emb",
    "model/params", "nparams", "Na",
  ])
  func recognisesParameters(_ header: String) throws {
    let table = try runs("\(header),D,loss\n1e6,2e7,3.5\n")
    #expect(table.headers[.parameters] == header)
    #expect(table.parameterCount == [1e6])
  }

  @Test(arguments: [
    "D", "tokens", "n_tokens", "train_tokens", "Training Tokens", "total_tokens",
    "throughput/total_tokens", "num-tokens", "tokens_seen", "optim/n_tokens", "trainTokens",
  ])
  func recognisesTokens(_ header: String) throws {
    let table = try runs("N,\(header),loss\n1e6,2e7,3.5\n")
    #expect(table.headers[.tokens] == header)
    #expect(table.tokenCount == [2e7])
  }

  @Test(arguments: [
    "C", "flop", "FLOPs", "compute", "training_flops", "Training FLOP", "total_flop", "C_6ND",
    "Training compute (FLOP)", "Est C",
  ])
  func recognisesCompute(_ header: String) throws {
    let table = try runs("N,\(header),loss\n1e6,6e13,3.5\n")
    #expect(table.headers[.compute] == header)
    #expect(table.compute == [6e13])
    #expect(table.tokenCount == [1e7])
  }

  @Test(arguments: [
    "L", "loss", "final_loss", "val-loss", "validation loss", "train_loss", "eval/loss",
    "eval/c4_en-validation/CrossEntropyLoss", "smooth loss", "loss_validation",
  ])
  func recognisesLoss(_ header: String) throws {
    #expect(try runs("N,D,\(header)\n1e6,2e7,3.5\n").headers[.loss] == header)
  }

  @Test(arguments: [
    "n", "d", "c", "l", "D/N", "params_billions", "params (M)", "attn params / layer",
    "tokens_per_second", "tok / sec", "batch_tokens", "FLOPs / update", "total train ZFLOPs",
    "flops_per_step", "aux_loss", "loss_std", "max_loss", "loss__MIN", "compute_cost", "weight",
    "n_star_std", "Parameters notes", "lossless",
  ])
  func leavesOtherHeadersAlone(_ header: String) throws {
    let table = try runs("N,D,loss,\(header)\n1e6,2e7,3.5,1\n")
    #expect(table.headers == [.parameters: "N", .tokens: "D", .loss: "loss"])
    #expect(table.weight == nil)
  }

  @Test func readsLabelsAndSteps() throws {
    let table = try runs("run_name,family,_step,N,D,loss\na,x,10,1e6,2e7,3.5\na,x,,1e6,3e7,3.4\n")
    #expect(table.run == ["a", "a"])
    #expect(table.family == ["x", "x"])
    #expect(table.step?[0] == 10)
    #expect(table.step?[1].isNaN == true)
  }

  @Test func takesNoneOfSeveralRunNames() throws {
    #expect(try runs("run,name,N,D,loss\na,b,1e6,2e7,3.5\n").run == nil)
  }

  @Test func namedColumnComesFirst() throws {
    let table = try runs(
      "N,N_no_emb,D,loss\n1e6,8e5,2e7,3.5\n", columns: [.parameters: "N_no_emb"])
    #expect(table.parameterCount == [8e5])
  }

  @Test func emptyNameMeansNoColumn() throws {
    let table = try runs("N,D,C,C_6ND,loss\n1e6,2e7,9,9,3.5\n", columns: [.compute: ""])
    #expect(table.derivedRole == .compute)
    #expect(table.compute == [1.2e14])
  }

  @Test func optionSetsColumnsByNameAndBySymbol() throws {
    var options = ReadingOptions()
    try options.setColumn(parsing: "tokens=a=b")
    try options.setColumn(parsing: "N=Model Size")
    #expect(options.columns == [.tokens: "a=b", .parameters: "Model Size"])
  }
}
