import Tables
import TrainingRuns

/// Reads the text that a training program prints.
///
/// A record is a line that has a step and a loss, see ``LogLine``, or one that has the step with the lines
/// below it, see ``LogParagraph``. Lines of other ranks, of the shell
/// and of the program's own source are passed over. What is a setting of the run is kept.
struct TextLogReader {
  let path: String

  private static let megatronLosses = ["lm loss", "lm_loss", "lm loss value", "lm_loss_value"]
  /// Longer lines hold no record.
  private static let longestLine = 1 << 14
  private static let crashes = [
    "Traceback (most recent call last)", "CUDA out of memory", "OutOfMemoryError", "CUDA error",
    "Segmentation fault", "slurmstepd: error", "srun: error", "oom-kill", "CANCELLED AT",
    "ChildFailedError", "NCCL error", "Bus error", "terminate called",
  ].map { ($0, Array($0.utf8)) }

  /// The run in the text; `nil` where no line is a record.
  func log(_ bytes: [UInt8], runName: String) -> RunLog? {
    var log = RunLog(name: runName, path: path, format: .text, records: LogRecords())
    log.stepName = "step"
    var votes: [LogFormat: Int] = [:]
    var losses = LossNames()
    var step: Double?
    var paragraph: LogParagraph?
    var number = 0
    for line in bytes.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A || $0 == 0x0D })
    {
      number += 1
      // CR LF ends one line.
      if line.isEmpty, line.startIndex > 0, line.startIndex < bytes.count,
        bytes[line.startIndex - 1] == 0x0D, bytes[line.startIndex] == 0x0A
      {
        number -= 1
        continue
      }
      guard line.count <= Self.longestLine else { continue }
      if paragraph?.take(line) == true { continue }
      if let ended = paragraph?.record {
        log.records.append(ended.values, line: ended.line)
        votes[.text, default: 0] += 1
        log.plannedSteps = ended.plannedSteps
        log.crash = nil
      }
      paragraph = LogParagraph(line, number: number)
      if paragraph != nil { continue }
      if let (record, format, planned) = record(line, after: step, &losses) {
        log.records.append(record, line: number)
        step = record.first { $0.name == "step" }?.value
        votes[format, default: 0] += 1
        if let planned { log.plannedSteps = planned }
        log.crash = nil
      } else if let text = Self.crashes.first(where: { line.firstPlace(of: $0.1) != nil }) {
        if log.records.count > 0, log.crash == nil { log.crash = (text.0, number) }
      } else if log.settings.count < 4096 {
        keepSetting(line, in: &log)
      }
    }
    if let ended = paragraph?.record {
      log.records.append(ended.values, line: ended.line)
      log.plannedSteps = ended.plannedSteps
    }
    guard log.records.count > 0 else { return nil }
    let best = votes.max { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }
    return withSettings(log, format: best?.key ?? .text)
  }

  private typealias Record = (
    values: [(name: String, value: Double)], format: LogFormat, plannedSteps: Double?
  )

  private func record(
    _ line: ArraySlice<UInt8>, after step: Double?, _ losses: inout LossNames
  ) -> Record? {
    if let record = briefRecord(line) { return record }
    guard line.contains(where: { $0 == 0x73 || $0 == 0x65 || $0 == 0x53 }) else { return nil }
    if let values = trainerRecord(line, &losses) { return (values, .huggingFaceOutput, nil) }
    let parsed = LogLine(line)
    var fields = parsed.fields.map { (canonical($0.name), $0.value) }
    guard let recordStep = parsed.step else {
      // llm.c prints the validation loss on a line of its own, after the step.
      if let step, fields.count == 1, fields[0].0 == "val loss" {
        return ([("step", step), fields[0]], .llmC, nil)
      }
      return epochRecord(fields, after: step, &losses)
    }
    guard losses.isAmong(fields) else { return nil }
    let sets = ["validation", "valid", "test", "eval"]
    if let set = sets.first(where: parsed.prefix.contains) {
      fields = fields.map { ("\(set) \($0.0)", $0.1) }
    }
    return ([("step", recordStep)] + fields, format(parsed, fields.map(\.0)), parsed.plannedSteps)
  }

  /// A record with an epoch in place of the step, where no step has come before.
  private func epochRecord(
    _ fields: [(name: String, value: Double)], after step: Double?, _ losses: inout LossNames
  ) -> Record? {
    guard step == nil, let epoch = fields.first(where: { $0.name.lowercased() == "epoch" }),
      losses.isAmong(fields),
      // The last line of Hugging Face's trainer has means over all the training.
      !fields.contains(where: { $0.name == "train_runtime" })
    else { return nil }
    return ([("epoch", epoch.value)] + fields.filter { $0.name != epoch.name }, .text, nil)
  }

  /// A record of three words, as `250 val 3.28`.
  private func briefRecord(_ line: ArraySlice<UInt8>) -> Record? {
    guard line.count < 64, let first = line.first, (0x30...0x39).contains(first) else { return nil }
    let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    guard words.count == 3, let step = parseQuantity(words[0]), let value = parseQuantity(words[2]),
      ["val", "train"].contains(words[1])
    else { return nil }
    return ([("step", step), ("\(words[1]) loss", value)], .nanoGPT, nil)
  }

  /// The names of llm.c in full.
  private func canonical(_ name: String) -> String {
    switch name {
    case "tel": "val loss"
    case "trl": "train loss"
    case "valloss": "val loss"
    default: name
    }
  }

  private func format(_ line: LogLine, _ names: [String]) -> LogFormat {
    if names.contains(where: { Self.megatronLosses.contains(where: $0.hasSuffix) }) {
      return .megatron
    }
    if line.stepWord == "s" { return .llmC }
    if line.hasBars, names.contains("norm") { return .llmC }
    if names.contains(where: { ["val_loss", "train_loss"].contains($0) }), line.plannedSteps != nil
    {
      return .moddedNanoGPT
    }
    if line.stepWord == "iter" || (line.stepWord == "step" && names.contains("train loss")) {
      return .nanoGPT
    }
    return .text
  }

  /// Keeps what a line says of the run: `name: value`, `name = value` or `name ..... value`.
  private func keepSetting(_ line: ArraySlice<UInt8>, in log: inout RunLog) {
    guard line.count < 200, line.contains(where: { (0x30...0x39).contains($0) }) else { return }
    var text = String(decoding: line, as: UTF8.self).trimmingBlanks()
    // The rank that Megatron prints before a line.
    if let match = text.prefixMatch(of: /(?:\[?(?:default|rank)?\d+\]?:)\s*/) {
      text = String(text[match.range.upperBound...])
    }
    let parts: [Substring]
    if text.hasPrefix("|") {
      // llm.c prints its settings as a table.
      parts = text.split(separator: "|")
    } else if let dots = text.firstRange(of: "...") {
      parts = [text[..<dots.lowerBound], text[dots.upperBound...].drop { $0 == "." || $0 == " " }]
    } else {
      parts = text.split(maxSplits: 1, whereSeparator: { $0 == ":" || $0 == "=" })
    }
    guard parts.count == 2 else { return }
    let name = String(parts[0]).trimmingBlanks()
    let value = String(parts[1]).trimmingBlanks()
    guard !name.isEmpty, name.count <= 60, value.count <= 40, log.settings[name] == nil else {
      return
    }
    log.settings[name] = value
  }

  /// The log with what its settings mean for the run.
  private func withSettings(_ log: RunLog, format: LogFormat) -> RunLog {
    var whole = RunLog(name: log.name, path: log.path, format: format, records: log.records)
    whole.stepName = log.stepName
    whole.settings = log.settings
    whole.plannedSteps =
      log.plannedSteps ?? log.setting(["max_iters", "train_iters", "num_iterations"])
    whole.crash = log.crash
    let hasSteps = whole.records["step"].map { $0 != nil }
    if !hasSteps.contains(true) {
      whole.countStepsByEpochs()
    } else if hasSteps.contains(false) {
      // What has an epoch only cannot be placed among them.
      whole.records = whole.records.picking(hasSteps.indices.filter { hasSteps[$0] })
    }
    if format == .megatron {
      // In billions, of the model without and with its vocabulary.
      let total = "estimated model parameters"
      let without = "estimated model parameters without embeddings"
      if let billions = log.settings[total].flatMap({ parseQuantity($0) }) {
        whole.settings["num_parameters"] = plain((billions * 1e9).rounded())
      }
      whole.settings[total] = nil
      whole.settings[without] = nil
    }
    return whole
  }
}
