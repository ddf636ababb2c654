import Testing
import TrainingRuns

/// The published logs under `../shared/datasets`, read where they lie.
@Suite struct PublishedLogsTests {
  func run(
    _ path: String, _ change: (inout LogOptions) -> Void = { _ in }
  ) throws -> [LoggedRun]? {
    guard let folder = sharedDataset("olmo_ladder/190M-1xC.csv") else { return nil }
    let file = folder.replacing("olmo_ladder/190M-1xC.csv", with: path)
    var options = LogOptions()
    change(&options)
    let logs = try LogFolder(file).entries.flatMap { try LogFile(path: $0.path).logs() }
    return LoggedRuns(try logs.map { try LoggedRun($0, options: options) }, options: options).runs
  }

  @Test func ladder() throws {
    guard let runs = try run("olmo_ladder", { $0.lossNames = ["c4_en"] }) else { return }
    #expect(runs.count == 20)
    #expect(runs.allSatisfy { $0.status == .completed && $0.final?.isAnnealed == true })
    #expect(runs.filter { $0.notes.contains { $0.hasPrefix("may repeat") } }.count == 4)
    let largest = try #require(runs.first { $0.name == "1B-10xC" })
    #expect(largest.final?.step == 162_694)
    #expect(abs((largest.final?.loss ?? 0) - 2.8323) < 5e-5)
  }

  @Test func theLadderIsWhatItsHistoriesTell() async throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let dataset = try DatasetStore(searchPath: ["\(root)/datasets"]).dataset(named: "olmo-ladder")
    var options = ReadingOptions()
    options.useDescriptorFilters = false
    let table = try RunTable(
      reading: DatasetStore(searchPath: ["\(root)/datasets"]).resolve("olmo-ladder"),
      options: options)
    #expect(table.count == 20)
    let sizes = [
      "190M": 190_354_176.0, "370M": 371_262_464, "760M": 758_220_288, "1B": 1_279_395_840,
    ]
    let runs = try run("olmo_ladder") { options in
      options.lossNames = ["c4_en"]
      options.parameters = sizes.map {
        LogOptions.ParameterRule(pattern: "\($0.key)-*", count: $0.value)
      }
    }
    guard let runs, let folder = sharedDataset("olmo_ladder/190M-1xC.csv") else { return }
    for row in 0..<table.count {
      let run = try #require(runs.first { $0.name == table.run?[row] })
      #expect(run.parameterCount == table.parameterCount[row])
      #expect(run.final?.tokens == table.tokenCount[row])
      #expect(run.final?.loss == table.loss[row])
      #expect(run.final?.step == table.step?[row])
    }
    let files = dataset.descriptor.source?.files ?? []
    #expect(files.count == 20)
    for file in files {
      let name = file.path.split(separator: "/").last ?? ""
      let path = folder.replacing("190M-1xC.csv", with: name)
      let digest = try await DownloadTests.programs.sha256(ofFile: path)
      #expect(digest == file.sha256, "\(name)")
    }
  }

  @Test func megatronDeepSpeed() throws {
    guard let run = try run("logs/megatron_ds_blowup1.out")?.first else { return }
    #expect(run.format == .megatron)
    #expect(run.parameterCount == 355_919_872)
    #expect(run.plannedSteps == 148_693)
    #expect(run.status == .unfinished)
    #expect(run.checkpoints.map(\.step) == [100, 200, 300])
  }

  @Test(arguments: [
    ("logs/modded_nanogpt_muon.txt", LogFormat.moddedNanoGPT, 3.7115, 1125.0),
    ("logs/llmc_main__modded_nanogpt.head.log", .llmC, 6.171, 250),
    ("logs/lightning_metrics__0Xero7_slm_training_v0.csv", .lightning, 3.570486068725586, 140_740),
  ])
  func finalLosses(_ path: String, _ format: LogFormat, _ loss: Double, _ step: Double) throws {
    guard let run = try run(path)?.first else { return }
    #expect(run.format == format)
    #expect(run.final?.loss == loss)
    #expect(run.final?.step == step)
  }

  @Test func trainerState() throws {
    let path = "logs/hf_trainer_state__aigoncharov_trainer_state_viz.json"
    guard let run = try run(path, { $0.lossNames = ["eval_g5_loss"] })?.first else { return }
    let refusal = complaint { try self.run(path) }
    #expect(refusal.contains("several losses are logged: 'eval_g0_loss'"))
    #expect(run.final?.loss == 4.835134983062744)
    #expect(run.plannedSteps == 12030)
    #expect(run.status == .completed)
  }

  @Test func panel() throws {
    guard let runs = try run("logs/wandb_panel_export__toy_scaling_laws.csv") else { return }
    #expect(runs.count == 10)
    #expect(Set(runs.map(\.format)) == [.wandbPanel])
    #expect(runs.allSatisfy { $0.lastStep == 2_048_000 })
  }

  @Test func tableOfRuns() throws {
    let runs = try run("logs/wandb_runs_export__misfitting_gshard.csv") {
      $0.unit = .perplexity
      $0.lossNames = ["eval/ppl//fsx-onellm/data/corpora/text_only/text_eval/c4.jsonl"]
    }
    guard let runs else { return }
    #expect(Set(runs.map(\.format)) == [.wandbRuns])
    #expect(runs.contains { $0.status == .crashed } && runs.contains { $0.status == .completed })
    #expect(runs.allSatisfy { ($0.final?.loss ?? 3) < 10 })
  }
}
