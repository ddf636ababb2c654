import Testing
import TrainingRuns

/// The published tables under `../shared/datasets`, read where they lie.
@Suite struct PublishedRunsTests {
  func read(
    _ path: String, columns: [ColumnRole: String] = [:], skipInvalid: Bool = false
  ) throws -> RunTable? {
    guard let file = sharedDataset(path) else { return nil }
    var options = ReadingOptions()
    options.columns = columns
    options.invalidRows = skipInvalid ? .skip : .fail
    return try RunTable(
      reading: DatasetStore(searchPath: []).resolve(file), options: options)
  }

  @Test(arguments: [
    ("epoch_chinchilla/svg_extracted_data.csv", 245, ColumnRole.tokens),
    ("kyo_takano/df.csv", 234, nil),
    ("gemstones/wandb_df_for_fitting_hot.jsonl", 220, .compute),
    ("misfitting/epoch_ai.csv", 245, .tokens),
    ("porian_refinedweb/isoflop.csv", 1164, nil),
  ])
  func needNoOptions(_ path: String, _ rows: Int, _ derived: ColumnRole?) throws {
    guard let table = try read(path) else { return }
    #expect(table.count == rows)
    #expect(table.rowsRead == rows)
    #expect(table.derivedRole == derived)
  }

  @Test func tablesOfTheSameRunsAgree() throws {
    guard let a = try read("epoch_chinchilla/svg_extracted_data.csv"),
      let b = try read("misfitting/epoch_ai.csv")
    else { return }
    #expect(a.parameterCount == b.parameterCount)
    #expect(a.tokenCount == b.tokenCount)
    #expect(a.loss == b.loss)
  }

  @Test(arguments: [
    ("steplaw/dense_lr_bs_loss.csv", [ColumnRole.loss: "smooth loss"], 1911),
    ("steplaw/moe_lr_bs_loss.csv", [.loss: "smooth loss", .parameters: "Na"], 708),
    (
      "misfitting/scaling_results_last_ckpt_only.csv",
      [.loss: "loss", .parameters: "N", .tokens: "D", .compute: "C"], 261
    ),
    ("laion_segmentation/segmentation.csv", [.loss: "loss"], 1431),
  ])
  func needColumns(_ path: String, _ columns: [ColumnRole: String], _ rows: Int) throws {
    guard let table = try read(path, columns: columns) else { return }
    #expect(table.count == rows)
    #expect(complaint { try read(path) }.contains("several columns could be"))
  }

  @Test func ambiguitiesAreListed() {
    guard sharedDataset("misfitting/scaling_results.csv") != nil else { return }
    let text = complaint { try read("misfitting/scaling_results.csv") }
    #expect(text.contains("the parameters N ('N', 'N_no_emb')"))
    #expect(text.contains("the tokens D ('D', 'train_tokens')"))
    #expect(text.contains("the compute C ('C', 'C_no_emb', 'C_6ND', 'C_6ND_no_emb')"))
    #expect(text.contains("the loss L ('loss', 'C4 Eval Loss')"))
  }

  @Test func optimaWithoutParametersAreSkippedOnRequest() throws {
    guard let table = try read("porian_refinedweb/optima.csv", skipInvalid: true) else { return }
    #expect(table.rowsRead == 118)
    #expect(table.excluded.rowCount == 3)
    #expect(
      complaint { try read("porian_refinedweb/optima.csv") }.contains(
        "column 'params': expected a positive number, found an empty cell"))
  }

  @Test func configurationsAreGroups() throws {
    guard let file = sharedDataset("porian_refinedweb/isoflop.csv") else { return }
    var options = ReadingOptions()
    options.groupBy = "family"
    let table = try RunTable(
      reading: DatasetStore(searchPath: []).resolve(file), options: options)
    let groups = table.groups()
    #expect(groups.count == 10)
    #expect(groups.map(\.count).reduce(0, +) == table.count)
    #expect(groups.first?.name.hasPrefix("\(file)/rw-") == true)
  }

  @Test func historiesOfOneRunHaveNoParameters() {
    guard sharedDataset("olmo_ladder/190M-1xC.csv") != nil else { return }
    let text = complaint {
      try read(
        "olmo_ladder/190M-1xC.csv", columns: [.loss: "eval/c4_en-validation/CrossEntropyLoss"])
    }
    #expect(text.contains("no column for the parameters N or the compute C"))
    #expect(text.contains("the tokens D are 'throughput/total_tokens'"))
  }
}
