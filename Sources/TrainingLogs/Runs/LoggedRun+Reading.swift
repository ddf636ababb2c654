import Diagnostics
import Tables
import TrainingRuns

extension LoggedRun {
  /// The run of a log.
  ///
  /// - Throws: `Diagnostic` if the loss, D or N is ambiguous, or there is no record.
  public init(_ log: RunLog, options: LogOptions) throws {
    var used: Set<LogOptions.Use> = []
    let lossName = try log.lossName(options, noting: &used)
    if options.unit == .nats { try log.refuseBits(lossName) }
    let steps = try Self.steps(log, options)
    let (tokens, tokenNotes) = try log.tokens(steps: steps, options: options, noting: &used)
    try log.refuseInfinite(tokens, "the tokens D")
    let rates = LearningRates(log)
    let losses = log.records[lossName]
    // A step logged several times for other quantities has one loss, the last.
    var checkpoints: [Checkpoint] = []
    for row in losses.indices {
      guard let value = losses[row] else { continue }
      let checkpoint = Checkpoint(
        step: steps[row], tokens: tokens[row], loss: options.unit.nats(value),
        learningRate: rates.values[row], isAnnealed: rates.isAnnealed(row))
      if let step = steps[row], checkpoints.last?.step == step {
        checkpoints[checkpoints.count - 1] = checkpoint
      } else {
        checkpoints.append(checkpoint)
      }
    }
    name = log.name
    path = log.path
    format = log.format
    self.lossName = lossName
    let (count, countNotes) = try log.parameterCount(options, noting: &used)
    self.used = used
    parameterCount = count
    lastStep = steps.compactMap { $0 }.max()
    plannedSteps = log.plannedSteps.flatMap { $0.isFinite ? $0 : nil }
    self.checkpoints = checkpoints.filter { $0.loss > 0 && $0.loss.isFinite }
    let (status, endNotes) = log.ending(
      losses: checkpoints.map(\.loss), lastStep: lastStep,
      isAnnealed: checkpoints.last?.isAnnealed)
    self.status = status
    final = Self.final(self.checkpoints, options)
    notes = log.notes + endNotes + countNotes + tokenNotes + rates.notes
    if MetricKind(name: lossName)?.isEvaluation == false {
      notes.append("the loss is the training loss '\(lossName)'")
    }
    if final == nil { notes.append("no positive loss") }
  }

  private static func steps(_ log: RunLog, _ options: LogOptions) throws -> [Double?] {
    if let chosen = options.columns[.step], !chosen.isEmpty,
      !log.records.names.contains(chosen)
    {
      throw Diagnostic(
        origin: log.location(), what: "no column '\(chosen)' for the step",
        why: "the log has \(listed(log.records.names))",
        fix: "name one of them: \(.column, of: "step", "HEADER")")
    }
    let name = options.columns[.step] ?? log.stepName
    guard let name else { return Array(repeating: nil, count: log.records.count) }
    // NaN denotes an unknown step.
    let steps = log.records[name].map { step in
      step.flatMap { $0.isNaN ? nil : $0 + log.stepOffset }
    }
    try log.refuseInfinite(steps, "column '\(name)'")
    return steps
  }

  private static func final(_ checkpoints: [Checkpoint], _ options: LogOptions) -> Checkpoint? {
    guard var last = checkpoints.last else { return nil }
    switch options.finalLoss {
    case .last: return last
    case .minimum: return checkpoints.min { $0.loss < $1.loss }
    case .smoothed:
      let window: ArraySlice<Checkpoint>
      if let end = last.step {
        window = checkpoints.drop { ($0.step ?? 0) < end * (1 - options.smoothing) }
      } else {
        window = checkpoints.suffix(1)
      }
      last.loss = window.reduce(0) { $0 + $1.loss } / Double(window.count)
      return last
    }
  }
}

extension RunLog {
  /// Refuses non-finite numbers.
  fileprivate func refuseInfinite(_ values: [Double?], _ name: String) throws {
    guard let row = values.firstIndex(where: { $0.map { !$0.isFinite } ?? false }) else { return }
    throw Diagnostic(
      origin: location(row), what: "\(name): expected a finite number, found \(values[row] ?? 0)",
      why: "no training run is that long", fix: "correct the cell")
  }
}

/// The learning rate at each record: the last one logged.
private struct LearningRates {
  let values: [Double?]
  let notes: [String]
  private let peak: Double?

  /// The fraction of the peak at which a learning rate counts as annealed, with a rounding margin.
  private static let floor = 0.101

  init(_ log: RunLog) {
    let names = ["learning_rate", "learning rate", "lr", "train/learning_rate", "train/lr"]
    let name =
      names.first(where: log.records.names.contains)
      ?? log.records.names.first { name in
        let words = HeaderPattern.words(of: name).map { $0.lowercased() }
        let joined = words.joined(separator: " ")
        let isRate = joined.contains("learning rate") || words.contains("lr")
        let isSetting = words.contains { ["peak", "max", "min", "base", "initial"].contains($0) }
        return isRate && !isSetting
      }
    guard let name, log.records.count > 1 else {
      values = Array(repeating: nil, count: log.records.count)
      peak = nil
      notes = []
      return
    }
    var current: Double?
    values = log.records[name].map { value in
      current = value ?? current
      return current
    }
    let logged = values.compactMap { $0 }.filter(\.isFinite).max()
    let configured = log.constant("learning_rate_peak") ?? log.constant("max_lr")
    peak = [logged, configured].compactMap { $0 }.max()
    let lowest = values.compactMap { $0 }.min()
    notes = lowest == peak && peak != nil ? ["the learning rate is constant"] : []
  }

  func isAnnealed(_ row: Int) -> Bool? {
    guard let peak, peak > 0, let rate = values[row], rate.isFinite else { return nil }
    // A warm-up starts as low as a decay ends.
    let isAfterPeak = values[...row].contains { ($0 ?? 0) >= peak * 0.999 }
    return rate <= peak * Self.floor && (isAfterPeak || isPeakToldOnly)
  }

  /// Whether the peak was before the first record.
  private var isPeakToldOnly: Bool {
    !values.contains { ($0 ?? 0) >= (peak ?? 0) * 0.999 }
      && (values.compactMap { $0 }.first ?? 0) >= (values.compactMap { $0 }.last ?? 0)
  }
}
