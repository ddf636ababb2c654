import Testing
import TrainingRuns

/// The headers of published tables, each with a few of their rows, and the published tables that are
/// carried.
@Suite struct PublishedRunsTests {
  /// The first rows of a published table.
  struct Cutout: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    var columns: [ColumnRole: String] = [:]
    var derived: ColumnRole?
  }

  private static let figure = """
    154.03592,140.63364,#faebdd,6795600349.289497,9.993852799709755e+18,#faebdd,5.005581996196243
    151.60375,175.51709,#f8d1b8,2979521172.1967993,9.227541223049181e+18,#f8d1b8,4.665232074214
    """

  @Test(
    "Their columns are found without being named.",
    arguments: [
      Cutout(
        testDescription: "digitised figure of Chinchilla's runs",
        text: "x,y,color,Model Size,Training FLOP,hex_color,loss\n" + figure, derived: .tokens),
      Cutout(
        testDescription: "the same under other names",
        text: "x,y,color,N,C,hex_color,loss\n" + figure, derived: .tokens),
      Cutout(
        testDescription: "N, D and C",
        text: """
          C,N,D,loss
          1.3972367362937152e+18,73824672,3154403320,3.405928
          1.7656304230443515e+18,89818214,3276303602,3.325255
          """),
      Cutout(
        testDescription: "IsoFLOP points",
        text: """
          run_id,family,params,tokens,flops,loss,source
          rw-base/C1.25e+16/N331776,rw-base,331776.0,6279337062.757201,1.25e+16,4.709075571728609,formll
          rw-base/C1.25e+16/N1048576,rw-base,1048576.0,1986821492.5130208,1.25e+16,4.667931895905401,formll
          """),
    ])
  func needNoOptions(_ cutout: Cutout) throws {
    let table = try runs(cutout.text)
    #expect(table.count == 2 && table.rowsRead == 2)
    #expect(table.derivedRole == cutout.derived)
  }

  @Test("Checkpoints of Gemstones, as JSON Lines, need no options.")
  func jsonLines() throws {
    try withFolder([
      "hot.jsonl": """
      {"run_name":"1024x28","params_active_precise":543482880,"width":1024,"depth":28,\
      "tokens":10003415040,"step":2385,"num_nodes":32,"final_loss":3.1010556221}
      {"run_name":"1024x28","params_active_precise":543482880,"width":1024,"depth":28,\
      "tokens":20006830080,"step":4770,"num_nodes":32,"final_loss":2.950905323}

      """
    ]) { folder in
      let table = try RunTable(
        reading: DatasetStore(searchPath: []).resolve("\(folder)/hot.jsonl"))
      #expect(table.count == 2 && table.derivedRole == .compute)
      #expect(table.loss == [3.1010556221, 2.950905323])
    }
  }

  private static let checkpoints = """
    loss,C4 Eval Loss,N,N_no_emb,D,C,C_no_emb,C_6ND,C_6ND_no_emb,model,train_tokens,peak_lr,sweep
    3.2875198,3.2875198,93940416,35842752,16777216000,9456351902178213888,3608049554037669888,\
    9456351902171136000,3608049554030592000,misfitting_35m,16777216000,0.002,sweep_1
    2.91,2.91,475188480,393268480,52428800000,149481232343040000000,123711471616000000000,\
    149481232343040000000,123711471616000000000,misfitting_400m,52428800000,0.002,sweep_2
    """

  @Test(
    "Where several columns could be meant, the choice is asked for and followed.",
    arguments: [
      Cutout(
        testDescription: "dense models of Step Law",
        text: """
          h,numl,lr,bs,ti,loss,smooth loss,exp_name,D,N,D/N
          960,7,0.0003453,736,66342,2.413517,2.3976109618296744,a,100000000000,214663680,465.84499
          1280,10,0.005524,736,33171,2.288173,2.2778836983119093,b,50000000000,429260800,116.479306
          """,
        columns: [.loss: "smooth loss"]),
      Cutout(
        testDescription: "mixtures of Step Law",
        text: """
          topk,nume,lr,bs,loss,smooth loss,exp_name,N,Na,M,D,D/N,Na/N,moe_name
          1,89,1.726e-04,32,2.721691,2.680629944853511,a,2150612992,187973632,1681489920,2000000000,.93,.087,1in89
          2,88,1.726e-04,32,2.681733,2.6388746955097973,b,2150612992,232579072,1949122560,2000000000,.93,.108,2in88
          """,
        columns: [.loss: "smooth loss", .parameters: "Na"]),
      Cutout(
        testDescription: "last checkpoints, with FLOP beyond 2⁶³", text: checkpoints,
        columns: [.loss: "loss", .parameters: "N", .tokens: "D", .compute: "C"]),
      Cutout(
        testDescription: "segmentation",
        text: """
          run_id,family,params,flops,loss,step,lr,batch_size,samples_seen,train_contrastive_loss,miou
          a,mammut,510630000.0,2.2818816e+17,0.8890993222594261,3000,0.0005,1024,3072000,4.4816,0.1109
          b,clip,508420000.0,2.116736e+20,0.5367282032966614,14124,0.002,90624,1280000000,0.5684,0.4633
          """,
        columns: [.loss: "loss"]),
    ])
  func needColumns(_ cutout: Cutout) throws {
    let table = try runs(cutout.text, columns: cutout.columns)
    #expect(table.count == 2)
    #expect(complaint { try runs(cutout.text) }.contains("several columns could be"))
  }

  @Test func ambiguitiesAreListed() {
    let text = complaint { try runs(Self.checkpoints) }
    #expect(text.contains("the parameters N ('N', 'N_no_emb')"))
    #expect(text.contains("the tokens D ('D', 'train_tokens')"))
    #expect(text.contains("the compute C ('C', 'C_no_emb', 'C_6ND', 'C_6ND_no_emb')"))
    #expect(text.contains("the loss L ('loss', 'C4 Eval Loss')"))
  }

  @Test func optimaWithoutParametersAreSkippedOnRequest() throws {
    let source = try DatasetStore(searchPath: []).resolve(
      "\(carriedDatasets)/porian-optima/runs.csv")
    var options = ReadingOptions()
    options.invalidRows = .skip
    let table = try RunTable(reading: source, options: options)
    #expect(table.rowsRead == 118)
    #expect(table.excluded.rowCount == 3)
    #expect(
      complaint { try RunTable(reading: source) }.contains(
        "column 'parameters': expected a positive number, found an empty cell"))
  }

  @Test func configurationsAreGroups() throws {
    let file = "\(carriedDatasets)/porian-refinedweb/runs.csv.gz"
    var options = ReadingOptions()
    options.groupBy = "family"
    let table = try RunTable(
      reading: DatasetStore(searchPath: []).resolve(file), options: options)
    let groups = table.groups()
    #expect(groups.count == 10)
    #expect(groups.map(\.count).reduce(0, +) == table.count && table.count == 1164)
    #expect(groups.first?.name.hasPrefix("\(file)/hp_") == true)
  }

  @Test func historiesOfOneRunHaveNoParameters() {
    let text = complaint {
      try runs(
        """
        _step,eval/c4_en-validation/CrossEntropyLoss,eval/pile-validation/CrossEntropyLoss,\
        throughput/total_tokens,optim/learning_rate_group0
        7200,3.601299524307251,2.9,3774873600.0,9.744729591904593e-05
        7272,3.600973129272461,2.9,3812622336.0,9.72728518721015e-05
        """, columns: [.loss: "eval/c4_en-validation/CrossEntropyLoss"])
    }
    #expect(text.contains("no column for the parameters N or the compute C"))
    #expect(text.contains("the tokens D are 'throughput/total_tokens'"))
  }

  @Test("Every dataset in the repository includes its table, and the table can be read.")
  func areCarried() throws {
    let datasets = try DatasetStore(searchPath: [carriedDatasets]).datasets()
    #expect(datasets.count >= 21)
    for dataset in datasets {
      #expect(dataset.isCarried, "\(dataset.name)")
      #expect(dataset.descriptor.source?.sha256 != nil, "\(dataset.name)")
      var options = ReadingOptions()
      options.requiredRoles = []
      let table = try RunTable(reading: dataset.source, options: options)
      #expect(table.count > 0 && table.sha256 == dataset.descriptor.source?.sha256)
    }
  }
}
