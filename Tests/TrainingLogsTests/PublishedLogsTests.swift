import Testing
import TrainingLogs
import TrainingRuns

/// Cut-outs of published logs: a few records of each, with their figures and in their form.
@Suite struct PublishedLogsTests {
  private static let root =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  @Test func ladder() throws {
    let runs = try loggedRuns(LadderHistories.files) { $0.lossNames = ["c4_en"] }
    #expect(runs.count == 20)
    #expect(runs.allSatisfy { $0.format == .wandbHistory })
    #expect(runs.allSatisfy { $0.status == .completed && $0.final?.isAnnealed == true })
    #expect(runs.filter { $0.notes.contains { $0.hasPrefix("may duplicate") } }.count == 4)
    let largest = try #require(runs.first { $0.name == "1B-10xC" })
    #expect(largest.final?.step == 162_694)
    #expect(abs((largest.final?.loss ?? 0) - 2.8323) < 5e-5)
  }

  @Test func theLadderIsWhatItsHistoriesTell() throws {
    let store = DatasetStore(searchPath: ["\(Self.root)/datasets"])
    var options = ReadingOptions()
    options.useDescriptorFilters = false
    let table = try RunTable(reading: store.resolve("olmo-ladder"), options: options)
    #expect(table.count == 20)
    let sizes = [
      "190M": 190_354_176.0, "370M": 371_262_464, "760M": 758_220_288, "1B": 1_279_395_840,
    ]
    let runs = try loggedRuns(LadderHistories.files) { options in
      options.lossNames = ["c4_en"]
      options.parameters = sizes.map {
        LogOptions.ParameterRule(pattern: "\($0.key)-*", count: $0.value)
      }
    }
    for row in 0..<table.count {
      let run = try #require(runs.first { $0.name == table.run?[row] })
      #expect(run.parameterCount == table.parameterCount[row])
      #expect(run.final?.tokens == table.tokenCount[row])
      #expect(run.final?.loss == table.loss[row])
      #expect(run.final?.step == table.step?[row])
    }
    #expect(try store.dataset(named: "olmo-ladder").descriptor.source?.files.count == 20)
  }

  /// The published log of a run that blew up (huggingface/datablations, Apache-2.0).
  @Test func megatronDeepSpeed() throws {
    let run = try loggedRun(
      """
      Megatron-DeepSpeed/pretrain_gpt.py --num-layers 24 --global-batch-size 512 --train-samples 73_242_187
      START 1793404: Fri 14 Oct 2022 10:06:21 PM EEST
      0:   exit_interval ................................... None
      0:   seq_length ...................................... 2048
      0: [2022-10-14 22:06:44,314] [INFO] [engine.py:145:__init__] RANK=0 STAGE=0 LAYERS=31 [0, 31) \
      STAGE_PARAMS=355919872 (355.920M) TOTAL_PARAMS=355919872 (355.920M)
      0: estimated model parameters: 0.355919872
      0: [before the start of training step] datetime: 2022-10-14 22:07:19\u{20}
      0: valid loss at iteration 100 | lm loss value: 8.798237E+00 | lm loss PPL: 6.622557E+03 |\u{20}
      0: -------------------------------------------------------------------------------
      0:  iteration      200/  148693 | consumed samples:        25600 | consumed tokens:     52428800 | \
      elapsed time per iteration (s): 3.45 | learning rate: 2.796E-05 | global batch size:   128 | lm loss: \
      8.863574E+00 | loss scale: 12.0 | grad norm: 4.036 | number of nan iterations:   0 | TFLOPs: 33.50 |
      0: valid loss at iteration 200 | lm loss value: 7.924819E+00 | lm loss PPL: 2.765064E+03 |\u{20}
      0: valid loss at iteration 300 | lm loss value: 7.628450E+00 | lm loss PPL: 2.055861E+03 |\u{20}
      """, path: "blowup.out")
    #expect(run.format == .megatron)
    #expect(run.parameterCount == 355_919_872)
    #expect(run.plannedSteps == 148_693)
    #expect(run.status == .unfinished)
    #expect(run.checkpoints.map(\.step) == [100, 200, 300])
  }

  @Test(arguments: [
    (
      "muon.txt",
      """
      ==========================================================================
      Running pytorch 2.4.1+cu121 compiled for CUDA 12.1
      |   0  NVIDIA H100 80GB HBM3          On  | 00000000:61:00.0 Off |                    0 |
      ==========================================================================
      step:0/6200 val_loss:10.9264 train_time:285ms step_avg:nanms
      step:1/6200 train_loss:10.9184 train_time:74701ms step_avg:nanms
      step:1000/6200 val_loss:3.7447 train_time:214466ms step_avg:216.63ms
      step:1125/6200 train_loss:3.6476 train_time:241210ms step_avg:216.33ms
      step:1125/6200 val_loss:3.7115 train_time:241212ms step_avg:216.33ms
      step:1126/6200 train_loss:3.5432 train_time:241427ms step_avg:216.33ms
      """, LogFormat.moddedNanoGPT, 3.7115, 1125.0
    ),
    (
      "main.log",
      """
      s:0 tel:11.0092
      s:0 trl:11.0091 lr:0.000001 norm:15.37
      s:1 trl:10.9598 lr:0.000002 norm:15.24
      s:250 tel:6.1710
      s:396 trl:5.6938 lr:0.000340 norm:1.07
      s:397 trl:5.7207 lr:0.000341 norm:1.04
      """, .llmC, 6.171, 250
    ),
    (
      "metrics.csv",
      """
      epoch,epoch_time,step,train_epoch_perplexity,train_loss_epoch,train_loss_step,\
      train_perplexity_epoch,train_perplexity_step,val_epoch_perplexity,val_loss,val_perplexity
      0,,49,,,7.628580570220947,,2056.12939453125,,,
      9,,140649,,,3.64223575592041,,38.17709732055664,,,
      9,,140699,,,3.565943479537964,,35.37281036376953,,,
      9,,140739,,,,,,35.53385925292969,3.570486068725586,36.68146514892578
      9,2419.625244140625,140739,39.934356689453125,3.687237024307251,,40.125675201416016,,,,
      """, .lightning, 3.570486068725586, 140_740
    ),
  ])
  func finalLosses(
    _ path: String, _ text: String, _ format: LogFormat, _ loss: Double, _ step: Double
  ) throws {
    let run = try loggedRun(text, path: path)
    #expect(run.format == format)
    #expect(run.final?.loss == loss)
    #expect(run.final?.step == step)
  }

  @Test func trainerState() throws {
    let text = """
      {"epoch": 30.0, "global_step": 12030, "max_steps": 12030, "num_input_tokens_seen": 0, "log_history": [
        {"epoch": 0, "eval_g0_loss": 5.741583347320557, "eval_g0_runtime": 5.7095, "step": 0},
        {"epoch": 0, "eval_g5_loss": 5.275249004364014, "eval_g5_runtime": 6.2888, "step": 0},
        {"epoch": 1.0, "grad_norm": 1.2, "learning_rate": 0.0002, "loss": 3.5, "step": 401},
        {"epoch": 29.0, "eval_g5_loss": 4.063295841217041, "eval_g5_runtime": 6.6468, "step": 11629},
        {"epoch": 30.0, "grad_norm": 1.7071932554244995, "learning_rate": 1e-05, "loss": 0.0549, "step": 12030},
        {"epoch": 30.0, "eval_g0_loss": 2.7486727237701416, "eval_g0_runtime": 5.094, "step": 12030},
        {"epoch": 30.0, "eval_g5_loss": 4.835134983062744, "eval_g5_runtime": 6.6358, "step": 12030}],
       "total_flos": 2.3847568878600192e+17, "train_batch_size": 4}
      """
    let run = try loggedRun(text, path: "trainer_state.json") { $0.lossNames = ["eval_g5_loss"] }
    let refusal = complaint { try loggedRun(text, path: "trainer_state.json") }
    #expect(refusal.contains("the log has several losses: 'eval_g0_loss'"))
    #expect(run.format == .huggingFace)
    #expect(run.final?.loss == 4.835134983062744)
    #expect(run.plannedSteps == 12030)
    #expect(run.status == .completed)
  }

  /// The ends of the published toy runs, as a panel exports them.
  @Test func panel() throws {
    let names = (1...10).reversed().map { "Group: k_is_\($0) - test-tokens/avg_loss" }
    let header = names.flatMap { name in [name, "\(name)__MIN", "\(name)__MAX"] }
    func row(_ step: Int, _ losses: [Double]) -> String {
      ([step.description] + losses.flatMap { ["\($0)", "\($0)", "\($0)"] })
        .map { "\"\($0)\"" }.joined(separator: ",")
    }
    let last = [
      6.793430, 6.826206, 6.852335, 6.922431, 6.926591, 7.012914, 7.007751, 7.116654, 7.167747,
      7.352110,
    ]
    let text = [
      (["Step"] + header).map { "\"\($0)\"" }.joined(separator: ","),
      row(1_843_200, last.map { $0 + 0.06 }), row(2_048_000, last),
    ].joined(separator: "\n")
    let runs = try loggedRuns([("panel.csv", text)])
    #expect(runs.count == 10)
    #expect(Set(runs.map(\.format)) == [.wandbPanel])
    #expect(runs.allSatisfy { $0.lastStep == 2_048_000 })
    #expect(Set(runs.compactMap { $0.final?.loss }) == Set(last))
  }

  @Test func tableOfRuns() throws {
    let perplexity = "eval/ppl//fsx-onellm/data/corpora/text_only/text_eval/c4.jsonl"
    let runs = try loggedRuns([
      (
        "runs.csv",
        """
        "Name","train/avg_loss_AVG","train/max_loss_MAX","\(perplexity)","Created","Runtime","Notes",\
        "State","Tags","optim.lr","batch_size","steps","optim/n_tokens","train/step"
        "model-12m.lr_4e-3,number_of_experts_4","4.498388767242432","4.794472694396973",\
        "96.71059714596792","2024-02-25T10:16:21.000Z","160","-","failed","a=gshard, experts=4","0.004",\
        "32","250","262144000","250"
        "model-12m.lr_2e-3,number_of_experts_256","2.8702096939086914","3.1506097316741943",\
        "20.89609320319766","2024-02-26T10:10:52.000Z","27714","-","crashed","a=gshard, experts=256",\
        "0.002","32","100000","12319719424","11740"
        """
      )
    ]) {
      $0.unit = .perplexity
      $0.lossNames = [perplexity]
    }
    #expect(runs.count == 2)
    #expect(Set(runs.map(\.format)) == [.wandbRuns])
    #expect(runs.contains { $0.status == .crashed } && runs.contains { $0.status == .completed })
    #expect(runs.allSatisfy { ($0.final?.loss ?? 30) < 10 })
  }
}
