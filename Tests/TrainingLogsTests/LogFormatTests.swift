import Testing
import TrainingLogs
import TrainingRuns

@Suite("Logs by format")
struct LogFormatTests {
  /// A log, and what is to be found in it.
  struct Sample: CustomTestStringConvertible, Sendable {
    let format: LogFormat
    let path: String
    let text: String
    var parameters: Double?
    var tokens: Double?
    let loss: Double
    let step: Double
    var status = LoggedRun.Status.unknown
    var lossName = "loss"

    var testDescription: String { "\(format.rawValue) (\(path))" }
  }

  @Test("A format is found by content, and its run read.", arguments: samples)
  func reads(_ sample: Sample) throws {
    let run = try loggedRun(sample.text, path: sample.path)
    #expect(run.format == sample.format)
    #expect(run.parameterCount == sample.parameters)
    #expect(run.final?.tokens == sample.tokens)
    #expect(run.final?.loss == sample.loss)
    #expect(run.final?.step == sample.step)
    #expect(run.status == sample.status)
    #expect(run.lossName == sample.lossName)
  }

  static let samples = [
    Sample(
      format: .text, path: "olmo.log",
      text: """
        2024-02-01 12:00:00.1\thost:0\tolmo.train:816\trank=0\tINFO\tSetting up
        2024-02-01 12:00:01.2\thost:0\tolmo.train:817\trank=0\tINFO\t[step=1/200]
            train/CrossEntropyLoss=11.04
            train/Perplexity=62,317
            throughput/total_tokens=4,194,304
            optim/learning_rate_group0=0.00012
        2024-02-01 12:00:09.2\thost:0\tolmo.train:817\trank=0\tINFO\t[step=200/200,epoch=0]
            train/CrossEntropyLoss=3.25
            train/Perplexity=25.79
            throughput/total_tokens=838,860,800
            System/Peak GPU Memory (MB)=37,000
        """,
      tokens: 838_860_800, loss: 3.25, step: 200, status: .completed,
      lossName: "train/CrossEntropyLoss"),
    Sample(
      format: .text, path: "composer.log",
      text: """
        Starting training...
        [batch=1/4800]:
        \t Train time/batch: 0
        \t Train time/token: 0
        \t Train loss/train/total: 11.9
        [batch=2/4800]:
        \t Train time/batch: 1
        \t Train time/token: 524288
        \t Train loss/train/total: 10.5
        """,
      tokens: 524_288, loss: 10.5, step: 2, status: .unfinished,
      lossName: "Train loss/train/total"),
    Sample(
      format: .huggingFaceOutput, path: "slurm-1.out",
      text: """
        ***** Running training *****
          Num examples = 10,000
          Num Epochs = 2
          Total optimization steps = 1,000
          Number of trainable parameters = 124,439,808
          1%|1         | 10/1000 [00:01<01:48,  9.1it/s]\r{'loss': 6.5, 'grad_norm': nan, 'learning_rate': 5e-05, 'epoch': 0.5}
        {'eval_loss': '3.75', 'eval_runtime': 1.2, 'eval_samples_per_second': 83.0, 'epoch': 1.0}
        {'loss': 3.5, 'grad_norm': 1.0, 'learning_rate': 0.0, 'epoch': 2.0}
        {'eval_loss': 3.5, 'eval_runtime': 1.2, 'epoch': 2.0}
        {'train_runtime': 60.0, 'train_samples_per_second': 333.0, 'train_loss': 4.9, 'epoch': 2.0}
        """,
      parameters: 124_439_808, loss: 3.5, step: 1000, status: .completed, lossName: "eval_loss"),
    Sample(
      format: .huggingFaceOutput, path: "brief.txt",
      text: """
        {'loss': 6.5, 'learning_rate': 5e-05, 'epoch': 0.5}
        {'loss': 3.5, 'learning_rate': 0.0, 'epoch': 1.0}
        {'train_runtime': 60.0, 'train_loss': 4.9, 'epoch': 1.0}
        """,
      loss: 3.5, step: 1, status: .completed),
    Sample(
      format: .nanoGPT, path: "out.log",
      text: """
        tokens per iteration will be: 491,520
        number of parameters: 123.59M
        num decayed parameter tensors: 50, with 124,318,464 parameters
        step 0: train loss 10.9898, val loss 10.9905
        iter 0: loss 10.9911, time 6000.00ms, mfu -100.00%
        step 1000: train loss 3.4, val loss 3.45
        iter 1000: loss 3.4102, time 500.00ms, mfu 40.00%
        step 2000: train loss 3.2, val loss 3.25
        saving checkpoint to out
        """,
      parameters: 123.59e6, tokens: 2000 * 491_520, loss: 3.25, step: 2000, lossName: "val loss"),
    Sample(
      format: .llmC, path: "stdout.txt",
      text: """
        | micro batch size B    | 64                |
        | total batch size      | 524288            |
        | num_parameters        | 124475904         |
        val loss 11.009422
        step    1/2 | loss 11.009499 (+nanz)| norm 15.4 (+nanz)| lr 8.57e-07 | 1535.43 ms | 341455 tok/s
        step    2/2 | loss 10.9 (+nanz)| norm 15.4 (+nanz)| lr 1.7e-06 | 1000.43 ms | 341455 tok/s
        val loss 10.1
        """,
      parameters: 124_475_904, tokens: 2 * 524_288, loss: 10.1, step: 2, status: .completed,
      lossName: "val loss"),
    Sample(
      format: .llmC, path: "main.log",
      text:
        "s:0 tel:11.0129\ns:1 trl:11.01 lr:0.000001 norm:9.0\ns:2 trl:9.79 lr:0.000011 norm:3.0\n"
        + "s:2 tel:9.7\n",
      loss: 9.7, step: 2, lossName: "val loss"),
    Sample(
      format: .moddedNanoGPT, path: "a1b2.txt",
      text: "import torch\nstep:0/4 val_loss:10.8 train_time:0ms step_avg:nanms\n"
        + "step:1/4 train_loss:10.7 train_time:10ms step_avg:nanms\n"
        + "step:4/4 val_loss:3.28 train_time:99ms step_avg:24.7ms\n",
      loss: 3.28, step: 4, status: .completed, lossName: "val_loss"),
    Sample(
      format: .megatron, path: "slurm-1.out",
      text: """
        0:   seq_length ...................................... 4096
         [2024-05-01 10:00:00] iteration      100/     200 | consumed samples:        51200 | elapsed time \
        per iteration (ms): 2000.0 | learning rate: 3.000000E-04 | global batch size:   512 | lm loss: \
        4.200000E+00 | number of skipped iterations:   0 | number of nan iterations:   0 |
         [2024-05-01 10:10:00] iteration      200/     200 | consumed samples:       102400 | elapsed time \
        per iteration (ms): 2000.0 | learning rate: 3.000000E-05 | global batch size:   512 | lm loss: \
        3.200000E+00 | number of skipped iterations:   0 | number of nan iterations:   0 |
         validation loss at iteration 200 on validation set | lm loss value: 3.050000E+00 | lm loss PPL: \
        2.111534E+01 |
        """,
      tokens: 102_400 * 4096, loss: 3.05, step: 200, status: .completed,
      lossName: "validation lm loss value"),
    Sample(
      format: .megatron, path: "neox.log",
      text: """
        10.0.0.1:  samples/sec: 500.2 | iteration   50/  100 | learning rate: 6.000E-05 | lm_loss: 3.1E+00 |
        10.0.0.1:  samples/sec: 500.2 | iteration  100/  100 | learning rate: 5.900E-05 | lm_loss: 3.0E+00 |
        """,
      loss: 3, step: 100, status: .completed, lossName: "lm_loss"),
    Sample(
      format: .huggingFace, path: "checkpoint-200/trainer_state.json",
      text: """
        {"max_steps": 200, "log_history": [
          {"step": 100, "loss": 4.0, "learning_rate": 1e-3, "num_input_tokens_seen": 6400},
          {"step": 100, "eval_loss": 4.1, "num_input_tokens_seen": 6400},
          {"step": 200, "loss": 3.0, "learning_rate": 1e-5, "num_input_tokens_seen": 12800},
          {"step": 200, "eval_loss": 3.2, "num_input_tokens_seen": 12800},
          {"step": 200, "train_loss": 3.6, "train_runtime": 12.0}]}
        """,
      tokens: 12800, loss: 3.2, step: 200, status: .completed, lossName: "eval_loss"),
    Sample(
      format: .lightning, path: "version_0/metrics.csv",
      text: "epoch,step,train_loss,val_loss\n0,0,9.1,\n0,49,5,\n0,49,,5.5\n1,99,4,\n1,99,,4.5\n",
      loss: 4.5, step: 100, lossName: "val_loss"),
    Sample(
      format: .wandbHistory, path: "history.csv",
      text: "_step,_runtime,train/loss,tokens,lr\n1,3,5,1000,1\n2,6,4,2000,0.5\n3,9,3,3000,0.1\n",
      tokens: 3000, loss: 3, step: 3, status: .completed, lossName: "train/loss"),
    Sample(
      format: .wandbPanel, path: "panel.csv",
      text: #""Step","big - val/loss","big - val/loss__MIN","big - val/loss__MAX""# + "\n"
        + "10,5,5,5\n20,4,4,4\n",
      loss: 4, step: 20, lossName: "val/loss"),
    Sample(
      format: .jsonLines, path: "log.jsonl",
      text: #"{"current_steps": 10, "total_steps": 20, "loss": 1.5, "lr": 1e-4}"# + "\n"
        + "a line of another program\n"
        + #"{"current_steps": 20, "total_steps": 20, "loss": 1.4, "lr": 9e-5}"# + "\n",
      loss: 1.4, step: 20, status: .completed),
    Sample(
      format: .jsonLines, path: "log.json",
      text: #"[{"step": 1, "loss": 5, "tokens": 10}, {"step": 2, "loss": NaN},"#
        + #" {"step": 3, "loss": 4.5, "tokens": 30}]"#,
      tokens: 30, loss: 4.5, step: 3),
    Sample(
      format: .csv, path: "t.csv",
      text: "iteration,loss,tokens\n1,5,100\n2,4,200\n", tokens: 200, loss: 4, step: 2),
    Sample(
      format: .text, path: "titan.log",
      text:
        "[rank0]:2024-05-01 10:00:01,123 - root - INFO - step:  1  loss: 12.2721  memory: 29.65GiB(31%)\n"
        + "[rank0]:2024-05-01 10:01:01,123 - root - INFO - step: 10  loss: 10.2721  memory: 29.65GiB(31%)\n",
      loss: 10.2721, step: 10),
    Sample(
      format: .text, path: "fairseq.log",
      text: """
        2021-03-01 12:00:00 | INFO | train_inner | {"epoch": 1, "update": 0.5, "loss": "6.5", "wps": "12345", \
        "num_updates": "100", "lr": "0.0005"}
        2021-03-01 12:10:00 | INFO | train_inner | epoch 001:    200 / 5000 loss=5.5, wps=12345, num_updates=200
        2021-03-01 13:00:00 | INFO | valid | {"epoch": 1, "valid_loss": "5.75", "valid_num_updates": "200"}
        """,
      loss: 5.75, step: 200, lossName: "valid_loss"),
    Sample(
      format: .text, path: "bar.log",
      text:
        " 1%|1   | 10/200 [00:10<01:00,  1.2it/s, loss=5.5]\r100%|####| 200/200 [01:10<00:00, loss=3.5]\n",
      loss: 3.5, step: 200, status: .completed),
    Sample(
      format: .text, path: "deepspeed.log",
      text: "steps: 10 loss: 7.5 iter time (s): 0.42\nsteps: 20 loss: 6.5 iter time (s): 0.42\n",
      loss: 6.5, step: 20),
    Sample(
      format: .text, path: "epochs.log",
      text: "Epoch 1/2: train_loss=5.5 val_loss=5.75\nEpoch 2/2: train_loss=4.5 val_loss=4.75\n",
      loss: 4.75, step: 2, lossName: "val_loss"),
    Sample(
      format: .csv, path: "keras.csv",
      text: "epoch,accuracy,loss,val_loss\n0,0.5,5.5,5.75\n1,0.6,4.5,4.75\n",
      loss: 4.75, step: 2, lossName: "val_loss"),
    Sample(
      format: .jsonLines, path: "nested.jsonl",
      text: #"{"step": 1, "metrics": {"train": {"loss": 5.5}, "tokens": 100}}"# + "\n"
        + #"{"step": 2, "metrics": {"train": {"loss": 4.5}, "tokens": 200}, "note": {}}"# + "\n",
      tokens: 200, loss: 4.5, step: 2, lossName: "metrics/train/loss"),
  ]

  @Test("Epochs are not steps: a batch size does not turn them into tokens.")
  func epochs() throws {
    let text = "epoch,loss\n0,5.5\n1,4.5\n"
    let uncounted = try loggedRun(text, path: "t.csv") {
      $0.batchSequences = 512
      $0.contextLength = 1024
    }
    #expect(uncounted.final?.step == 2 && uncounted.final?.tokens == nil)
    #expect(uncounted.notes.contains { $0.contains("give the tokens per epoch") })
    let counted = try loggedRun(text, path: "t.csv") { $0.tokensPerEpoch = 1e9 }
    #expect(counted.final?.tokens == 2e9)
    #expect(counted.notes.contains("steps are epochs, numbered from 0 in the log and from 1 here"))
    // One line without a step does not make epochs of the others.
    let mixed = try loggedRun(
      "Epoch 1: loss 6\nstep 10: loss 5\nEpoch 2: loss 3\nstep 20: loss 4\n", path: "t.log")
    #expect(mixed.final?.step == 20 && mixed.checkpoints.count == 2)
  }

  @Test("A table of runs gives one run per row, with its state.")
  func tableOfRuns() throws {
    let runs = try loggedRuns([
      (
        "runs.csv",
        "Name,State,num_params,steps,_step,valid_loss,train_tokens\na,finished,1e8,10,10,3.4,2e9\n"
          + "b,failed,2e8,10,4,3.9,1e9\nc,failed,2e8,10,10,3.1,4e9\nd,running,2e8,10,3,4,1e9\n"
      )
    ])
    #expect(runs.map(\.name) == ["a", "b", "c", "d"])
    #expect(runs.map(\.format) == Array(repeating: .wandbRuns, count: 4))
    #expect(runs.map(\.parameterCount) == [1e8, 2e8, 2e8, 2e8])
    #expect(runs.map { $0.final?.tokens } == [2e9, 1e9, 4e9, 1e9])
    #expect(runs.map(\.status) == [.completed, .crashed, .completed, .unfinished])
    #expect(runs[2].notes.contains("although all 10 steps were run"))
  }

  @Test("A model column separates the runs of a table of steps.")
  func models() throws {
    let runs = try loggedRuns([
      ("t.csv", "model,step,loss,params\n70m,1,5,7e7\n70m,2,4,7e7\n1b,1,4,1e9\n1b,2,3,1e9\n")
    ])
    #expect(runs.map(\.name) == ["70m", "1b"])
    #expect(runs.map(\.parameterCount) == [7e7, 1e9])
    #expect(runs.map { $0.final?.loss } == [4, 3])
  }

  @Test("A long-format table is joined by run and step.")
  func values() throws {
    let runs = try loggedRuns([
      (
        "t.csv",
        "run,step,time,key,value\na,1,10,loss,5\na,1,11,tokens,100\nb,1,12,loss,6\na,2,13,loss,4\n"
          + "a,2,14,tokens,200\n"
      )
    ])
    #expect(runs.map(\.name) == ["a", "b"])
    #expect(runs.map { $0.final?.loss } == [4, 6])
    #expect(runs.map { $0.final?.tokens } == [200, nil])
    #expect(runs[0].notes.contains("rows of the same step are joined by 'key'"))
    // Where every row has a name of its own, they are no metrics.
    let others = (1...2000).map { "\($0),k\($0),1\n" }.joined()
    #expect(
      complaint { try loggedRun("step,key,value\n" + others, path: "t.csv") }
        .contains("the log has no loss"))
  }

  @Test(
    "What is no log is refused, and passed over in a folder.",
    arguments: [
      "", "\u{0}\u{1}binary", "some words\nand others\n", #"{"layers": 12, "width": 768}"#,
      "a,b\n1,2\n", "[1, 2, 3]",
    ])
  func notALog(_ text: String) throws {
    let file = LogFile(bytes: Array(text.utf8), path: "x")
    #expect(try file.logsIfAny() == nil)
    #expect(
      complaint { try file.logs() }.hasPrefix("error: x: unknown log format"))
  }

  @Test("A truncated last record is dropped with a remark; any other is an error.")
  func cutShort() throws {
    let whole = "step,loss,tokens\n1,5,100\n2,4,200\n"
    let run = try loggedRun(whole + "3,3", path: "t.csv")
    #expect(run.final?.loss == 4)
    #expect(run.notes.contains("the last line (4) is truncated and was skipped"))
    let broken = complaint {
      try loggedRun("step,loss,tokens\n1,5\n2,4,200\n3,3,300\n", path: "t.csv")
    }
    #expect(broken.hasPrefix("error: t.csv:2: 2 cells where the header has 3"))
    let state = complaint { try loggedRun(#"{"log_history": [{"step": 1, "loss"#, path: "s.json") }
    #expect(state.hasPrefix("error: s.json: the JSON is broken or truncated"))
  }
}
