package import TrainingLogs
import TrainingRuns

extension RunsDocument {
  /// Runs taken from logs, the logs that could not be read, and what was no log.
  package init(
    _ logged: LoggedRuns, failures: [FailedDataset], otherFiles: [String],
    passedOver: [LogFolder.PassedOver]
  ) {
    let options = logged.options
    finalLoss = options.finalLoss.rawValue
    smoothing = Nullable(options.finalLoss == .smoothed ? options.smoothing : nil)
    lossUnit = "nats per token"
    runs = logged.runs.map { Run($0, keepsCurve: options.keepsCurves) }
    warnings = logged.warnings
    leftOut = logged.leftOut
    self.otherFiles = otherFiles
    self.passedOver = passedOver.map { PassedOver(file: $0.path, reason: $0.reason) }
    self.failures = failures
  }
}

extension RunsDocument.Run {
  fileprivate init(_ run: LoggedRun, keepsCurve: Bool) {
    name = run.name
    file = run.path
    format = run.format.rawValue
    parameters = Nullable(run.parameterCount)
    lossName = run.lossName
    status = run.status.rawValue
    lastStep = Nullable(run.lastStep)
    plannedSteps = Nullable(run.plannedSteps)
    final = Nullable(run.final.map(RunsDocument.Checkpoint.init))
    checkpoints = Nullable(
      keepsCurve ? run.checkpoints.map(RunsDocument.Checkpoint.init) : nil)
    notes = run.notes
  }
}

extension RunsDocument.Checkpoint {
  fileprivate init(_ checkpoint: LoggedRun.Checkpoint) {
    step = Nullable(checkpoint.step)
    tokens = Nullable(checkpoint.tokens)
    loss = checkpoint.loss
    learningRate = Nullable(checkpoint.learningRate.flatMap(finite))
    annealed = Nullable(checkpoint.isAnnealed)
  }
}
