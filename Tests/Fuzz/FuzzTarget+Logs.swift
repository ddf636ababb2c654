import Architectures
import Diagnostics
import Tables
import TrainingLogs
import TrainingRuns

extension FuzzTarget {
  /// Tables of steps and of runs.
  static let tableLog = FuzzTarget(
    name: "table-log",
    seeds: [
      "_step,_runtime,train/loss,tokens,lr\n1,3,5,1000,1\n2,6,4,2000,0.5\n3,9,3,3000,0.1\n",
      "epoch,step,train_loss,val_loss\n0,0,9.1,\n0,49,5,\n0,49,,5.5\n1,99,,4.5\n",
      "Name,State,num_params,steps,_step,valid_loss,train_tokens\na,finished,1e8,10,10,3.4,2e9\n"
        + "b,failed,2e8,10,4,3.9,1e9\n",
      "\"Step\",\"r - loss\",\"r - loss__MIN\",\"r - loss__MAX\"\n10,5,5,5\n20,4,4,4\n",
      "{\"step\": 1, \"loss\": 5, \"tokens\": 10}\n{\"step\": 2, \"loss\": NaN}\n",
    ],
    fragments: [
      ",", "\n", "\"", "nan", "inf", "-1", "0", "1e308", "1e-320", "step", "loss", "_step",
      "tokens",
      "State", "crashed", "__MIN", " - ", "{", "}", "[", "ppl", "bpb", "é", "\0", "9", "\r",
    ],
    check: checkLog)

  /// Trainer states and lists of records.
  static let documentLog = FuzzTarget(
    name: "document-log",
    seeds: [
      "{\"max_steps\": 20, \"log_history\": [{\"step\": 10, \"loss\": 4.0, \"learning_rate\": 1e-3},"
        + "{\"step\": 10, \"eval_loss\": 4.1, \"num_input_tokens_seen\": 64}, {\"step\": 20, \"loss\": 3}]}",
      "[{\"step\": 1, \"loss\": 5, \"a\": {\"b\": 2}}, {\"step\": 2, \"loss\": Infinity}]",
    ],
    fragments: [
      "{", "}", "[", "]", ":", ",", "\"", "null", "true", "NaN", "-Infinity", "1e400", "[[[[[[[[",
      "{\"a\":", "\"log_history\"", "\"step\"", "\\", "é", "\0", "//", "'",
    ],
    check: checkLog)

  /// What training programs print.
  static let textLog = FuzzTarget(
    name: "text-log",
    seeds: [
      "tokens per iteration will be: 491,520\nnumber of parameters: 123.59M\n"
        + "step 0: train loss 10.9, val loss 10.9\niter 0: loss 10.9, time 6000.00ms\n"
        + "step 20: train loss 3.2, val loss 3.25\n",
      "s:0 tel:11.0129\ns:1 trl:11.01 lr:0.000001 norm:9.0\n",
      "| num_parameters | 124475904 |\nstep    1/2 | loss 11.009499 (+nanz)| norm 15.4 | lr 8.57e-07 |\n",
      "step:0/4 val_loss:10.8 train_time:0ms step_avg:nanms\n250 val 3.28\n",
      "0: seq_length ....... 4096\n iteration  100/ 200 | consumed samples:  512 | lm loss: 4.2E+00 |\n"
        + " validation loss at iteration 100 | lm loss value: 3.05E+00 | lm loss PPL: 2.1E+01 |\n"
        + "Traceback (most recent call last):\n",
    ],
    fragments: [
      "step", "iter", "s:", "loss", "nan", ":", "/", "|", "(", ")", "\n", "\r", " ", "9", ".", ",",
      "e",
      "1e400", "....", "\u{1B}[31m", "\u{1B}", "=", "{", "é", "\0", "((((((((", "CUDA error",
    ],
    check: checkLog)

  /// Events of TensorBoard, between whole ones.
  static let eventLog = FuzzTarget(
    name: "event-log",
    seeds: [
      // Event: time, step 5, a summary of the value 'loss', 3.0.
      "\u{09}AAAAAAAA\u{10}\u{05}*\u{0D}\u{0A}\u{0B}\u{0A}\u{04}loss\u{15}@@@@",
      // The same as a tensor of four bytes.
      "\u{10}\u{07}*\u{12}\u{0A}\u{10}\u{0A}\u{04}loss\u{42}\u{08}\u{08}\u{01}\u{22}\u{04}@@@@",
    ],
    fragments: [
      "\u{0A}", "\u{15}", "\u{10}", "*", "\u{42}", "\u{22}", "\u{08}", "\u{01}", "\0", "\u{7F}",
      "\u{FF}",
      "loss", "AAAA", "\u{09}",
    ],
    check: { message in
      let version = Array("\u{1A}\u{0D}brain.Event:2".utf8)
      let whole = Array("\u{10}\u{01}*\u{0D}\u{0A}\u{0B}\u{0A}\u{04}loss\u{15}@@@@".utf8)
      let bytes = [version, whole, message, whole].flatMap(framed)
      try expect(try LogFile(bytes: bytes, path: "t").logs().count >= 1, "no run is found")
      try checkLog(bytes)
    })

  /// A record of an event file.
  private static func framed(_ record: [UInt8]) -> [UInt8] {
    func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
      withUnsafeBytes(of: number.littleEndian, Array.init)
    }
    let length = littleEndian(UInt64(record.count))
    return length + littleEndian(EventRecords.checksum(length)) + record
      + littleEndian(EventRecords.checksum(record))
  }

  /// Reads the runs of a log: their names are unique, and their values are possible.
  private static let checkLog: @Sendable ([UInt8]) throws -> Void = { bytes in
    var options = LogOptions()
    options.keepsCurves = true
    do {
      let file = LogFile(bytes: bytes, path: "t")
      let logs = try file.logs()
      try expect(try file.logsIfAny()?.count == logs.count, "a log is said to be none")
      let read = try logs.map { try LoggedRun($0, options: options) }
      let runs = LoggedRuns(read, options: options).runs
      try expect(Set(runs.map(\.name)).count == runs.count, "two runs have one name")
      for run in runs {
        try expect(run.parameterCount.map { $0 > 0 } ?? true, "N is not positive")
        for checkpoint in run.checkpoints {
          try expect(
            checkpoint.loss > 0 && checkpoint.loss.isFinite, "a loss is \(checkpoint.loss)")
          try expect(
            checkpoint.tokens.map { $0 >= 0 } ?? true, "D is \(checkpoint.tokens ?? 0)")
        }
        try expect(
          run.final.map { final in run.checkpoints.contains { $0.loss == final.loss } } ?? true,
          "the final loss is none of the run's")
      }
    } catch let error as any Diagnosed {
      try expect(error.diagnostic.origin?.file == "t", "an error does not say where: \(error)")
    }
  }

  /// Configurations of models.
  static let configuration = FuzzTarget(
    name: "configuration",
    seeds: [
      "{\"model_type\": \"llama\", \"num_hidden_layers\": 32, \"hidden_size\": 4096, \"vocab_size\": 32000,"
        + "\"num_attention_heads\": 32, \"intermediate_size\": 11008, \"tie_word_embeddings\": false}",
      "layers: 12\nwidth: 768\nheads: 12\nvocabulary: 50257\nexperts: 8\nactive_experts: 2\n",
    ],
    fragments: [
      ":", ",", "{", "}", "[", "null", "true", "-1", "0", "1e9", "999999999", "1e400", "gpt2", "t5",
      "deepseek_v3", "\"", "\n", "heads: 7", "gated: true", "é", "\0",
    ],
    check: { bytes in
      guard let text = String(validating: bytes, as: UTF8.self) else { return }
      do {
        let shape = try ModelConfiguration(parsing: text, path: "c").shape()
        let count = shape.parameters
        try expect(
          0 < count.total && count.total <= 1 << 53, "the parameters are \(count.total)")
        try expect(
          0 <= count.active && count.active <= count.total, "more act than there are")
      } catch let error as any Diagnosed {
        try expect(error.diagnostic.origin?.file == "c", "an error does not say where: \(error)")
      }
    })
}
