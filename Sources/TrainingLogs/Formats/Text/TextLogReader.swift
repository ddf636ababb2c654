import Tables
import TrainingRuns

/// Reads the text output of a training program.
///
/// A record is a line with a step and a loss, see ``LogLine``, or a line with the step plus the lines
/// below it, see ``LogParagraph``. Lines of other ranks, of the shell
/// and of the program's own source are ignored. Settings of the run are kept.
///
/// The specifics of a program are in its ``TextLogFormat``; the majority of lines decides which it is.
struct TextLogReader {
  let path: String
  /// The known formats.
  let formats: [any TextLogFormat]
  private let fullNames: [String: String]

  init(path: String, formats: [any TextLogFormat] = Self.formats) {
    self.path = path
    self.formats = formats
    fullNames = formats.reduce(into: [:]) { names, format in
      names.merge(format.fullNames) { first, _ in first }
    }
  }

  /// Longer lines cannot be records.
  private static let longestLine = 1 << 14
  private static let crashes = [
    "Traceback (most recent call last)", "CUDA out of memory", "OutOfMemoryError", "CUDA error",
    "Segmentation fault", "slurmstepd: error", "srun: error", "oom-kill", "CANCELLED AT",
    "ChildFailedError", "NCCL error", "Bus error", "terminate called",
  ].map { ($0, Array($0.utf8)) }

  /// The run in the text; `nil` if no line is a record.
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
    values: [LogField], format: LogFormat, plannedSteps: Double?
  )

  private func record(
    _ line: ArraySlice<UInt8>, after step: Double?, _ losses: inout LossNames
  ) -> Record? {
    for format in formats {
      if let values = format.record(line, &losses) { return (values, format.format, nil) }
    }
    guard line.contains(where: { $0 == 0x73 || $0 == 0x65 || $0 == 0x53 }) else { return nil }
    let parsed = LogLine(line)
    var fields = parsed.fields.map { (fullNames[$0.name] ?? $0.name, $0.value) }
    guard let recordStep = parsed.step else {
      guard let step else { return epochRecord(fields, &losses) }
      return formats.lazy.compactMap { format in
        format.record(withoutStep: fields, after: step).map { ($0, format.format, nil) }
      }.first
    }
    guard losses.isAmong(fields) else { return nil }
    let sets = ["validation", "valid", "test", "eval"]
    if let set = sets.first(where: parsed.prefix.contains) {
      fields = fields.map { ("\(set) \($0.0)", $0.1) }
    }
    let names = fields.map(\.0)
    let format = formats.first { $0.wrote(parsed, names: names) }?.format ?? .text
    return ([("step", recordStep)] + fields, format, parsed.plannedSteps)
  }

  /// A record with an epoch instead of a step, if no step has occurred before.
  private func epochRecord(
    _ fields: [LogField], _ losses: inout LossNames
  ) -> Record? {
    guard let epoch = fields.first(where: { $0.name.lowercased() == "epoch" }),
      losses.isAmong(fields),
      // The last line of Hugging Face's trainer has means over the whole run.
      !fields.contains(where: { $0.name == "train_runtime" })
    else { return nil }
    return ([("epoch", epoch.value)] + fields.filter { $0.name != epoch.name }, .text, nil)
  }

  /// Records a setting of the run from a line: `name: value`, `name = value` or `name ..... value`.
  private func keepSetting(_ line: ArraySlice<UInt8>, in log: inout RunLog) {
    guard line.count < 200, line.contains(where: { (0x30...0x39).contains($0) }) else { return }
    var text = String(decoding: line, as: UTF8.self).trimmingBlanks()
    // The rank prefix of Megatron's lines.
    if let match = text.prefixMatch(of: /(?:\[?(?:default|rank)?\d+\]?:)\s*/) {
      text = String(text[match.range.upperBound...])
    }
    let parts =
      formats.lazy.compactMap { $0.setting(text) }.first
      ?? text.split(maxSplits: 1, whereSeparator: { $0 == ":" || $0 == "=" })
    guard parts.count == 2 else { return }
    let name = String(parts[0]).trimmingBlanks()
    let value = String(parts[1]).trimmingBlanks()
    guard !name.isEmpty, name.count <= 60, value.count <= 40, log.settings[name] == nil else {
      return
    }
    log.settings[name] = value
  }

  /// The log with its settings interpreted.
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
      // Records with only an epoch cannot be ordered among them.
      whole.records = whole.records.picking(hasSteps.indices.filter { hasSteps[$0] })
    }
    formats.first { $0.format == format }?.complete(&whole)
    return whole
  }
}
