import TrainingLogs
import TrainingRuns

/// The JSON form of ``LoggedRunsReport``.
struct LoggedRunsDocument: Encodable {
  let schema = "echelle.runs/1"
  let finalLoss: String
  /// The share of the last steps that a smoothed final loss is the mean over.
  let smoothing: Nullable<Double>
  let lossUnit = "nats per token"
  let runs: [Run]
  let warnings: [String]
  let leftOut: [String]
  let otherFiles: [String]
  let passedOver: [PassedOver]
  let failures: [FitReport.Failure]

  init(_ report: LoggedRunsReport) {
    let options = report.runs.options
    finalLoss = options.finalLoss.rawValue
    smoothing = Nullable(options.finalLoss == .smoothed ? options.smoothing : nil)
    runs = report.runs.runs.map { Run($0, keepsCurve: options.keepsCurves) }
    warnings = report.runs.warnings
    leftOut = report.runs.leftOut
    otherFiles = report.otherFiles
    passedOver = report.passedOver.map { PassedOver(file: $0.path, reason: $0.reason) }
    failures = report.failures
  }

  struct PassedOver: Encodable {
    let file: String
    let reason: String
  }

  struct Run: Encodable {
    let name: String
    let file: String
    let format: String
    let parameters: Nullable<Double>
    let lossName: String
    let status: String
    let lastStep: Nullable<Double>
    let plannedSteps: Nullable<Double>
    let final: Nullable<Checkpoint>
    let checkpoints: Nullable<[Checkpoint]>
    let notes: [String]

    init(_ run: LoggedRun, keepsCurve: Bool) {
      name = run.name
      file = run.path
      format = run.format.rawValue
      parameters = Nullable(run.parameterCount)
      lossName = run.lossName
      status = run.status.rawValue
      lastStep = Nullable(run.lastStep)
      plannedSteps = Nullable(run.plannedSteps)
      final = Nullable(run.final.map(Checkpoint.init))
      checkpoints = Nullable(keepsCurve ? run.checkpoints.map(Checkpoint.init) : nil)
      notes = run.notes
    }
  }

  struct Checkpoint: Encodable {
    let step: Nullable<Double>
    let tokens: Nullable<Double>
    let loss: Double
    let learningRate: Nullable<Double>
    let annealed: Nullable<Bool>

    init(_ checkpoint: LoggedRun.Checkpoint) {
      step = Nullable(checkpoint.step)
      tokens = Nullable(checkpoint.tokens)
      loss = checkpoint.loss
      learningRate = Nullable(checkpoint.learningRate.flatMap { $0.isFinite ? $0 : nil })
      annealed = Nullable(checkpoint.isAnnealed)
    }
  }
}
