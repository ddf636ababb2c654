import ArgumentParser
import Batch
import Diagnostics
import LeastSquares
import ScalingLaws
import TrainingRuns

/// The fits of a batch, and where their results go.
struct BatchArguments: ParsableArguments {
  @Argument(
    help: "YAML manifests, tables of runs, folders of tables or datasets, or names of datasets.")
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "Results folder; created if absent.", valueName: "folder"))
  var results: String

  @Option(
    help: ArgumentHelp(
      "Law by name or formula, fitted to every dataset (repeatable). (default: chinchilla)",
      valueName: "law"))
  var law: [String] = []

  @Option(
    help: ArgumentHelp(
      "Objective: huber[:δ], huber:auto, lad, log-squares, or squares (repeatable). (default: huber:1e-3)",
      valueName: "objective"), transform: fitObjective)
  var objective: [FitObjective] = []

  @Option(
    help: "Starting points; hoffmann is the paper's grid of 4500. (default: linear)")
  var starts: StartStrategy?

  @Option(
    help: ArgumentHelp(
      "Vector kernel: \(VectorKernel.available.map(\.name).joined(separator: ", ")) here. "
        + "(default: the widest)", valueName: "name"), transform: vectorKernel)
  var kernel: VectorKernel?

  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup(title: "Intervals") var intervals: IntervalArguments
  @OptionGroup(title: "Intervals") var resampling: ResamplingArguments
  @OptionGroup(title: "Intervals") var units: UnitArguments

  /// The plan of the manifests and paths, in their order.
  func plan() throws -> BatchPlan {
    var reading = try reading.options()
    reading.resampling = units.unit
    if let count = resampling.bootstrap { try units.check(replicateCount: count) }
    let fitting = applying(to: FitOptions())
    var plan = BatchPlan()
    // Errors that no table could mend are reported before any is read.
    for (index, law) in law.enumerated() {
      try LawArguments.checkName(law, option: "--law")
      guard !self.law[..<index].contains(law) else {
        throw Diagnostic(
          origin: Origin(option: "--law"), what: "'\(law)' is given twice",
          why: "the same fit would be run twice", fix: "leave one of them out")
      }
    }
    for (index, objective) in objective.enumerated()
    where self.objective[..<index].contains(objective) {
      throw Diagnostic(
        origin: Origin(option: "--objective"), what: "'\(objective)' is given twice",
        why: "the same fit would be run twice", fix: "leave one of them out")
    }
    for path in paths {
      guard path != "-" else {
        throw Diagnostic(
          origin: Origin(file: "-"), what: "a batch cannot read standard input",
          why: "a batch can be resumed later, which needs files",
          fix: "save the runs to a file, or use 'echelle fit -'")
      }
      if BatchManifest.isManifest(path) {
        guard law.isEmpty, objective.isEmpty else {
          throw Diagnostic(
            origin: Origin(option: law.isEmpty ? "--objective" : "--law"),
            what: "has no effect with the manifest \(path)",
            why: "the manifest lists the laws and objectives",
            fix: "put it in the manifest")
        }
        var manifest = try BatchManifest(path: path, reading: reading, fitting: fitting)
        manifest.fitting = applying(to: manifest.fitting)
        plan.tasks += manifest.tasks
      } else {
        plan.tasks +=
          BatchManifest(
            datasets: try BatchManifest.expanded(path), laws: law, objectives: objective,
            reading: reading, fitting: fitting
          ).tasks
      }
    }
    if let repeated = plan.repeatedTask {
      throw Diagnostic(
        origin: Origin(file: repeated.dataset), what: "is named twice in the batch",
        why: "the same fit would be run twice", fix: "name it once")
    }
    return plan
  }

  /// The runner of a plan.
  ///
  /// - Throws: `SystemError` where the program's own file cannot be read.
  func runner(_ plan: BatchPlan) throws -> BatchRunner {
    let program = BatchProgram(version: Echelle.version, digest: try Machine.programDigest())
    return BatchRunner(
      plan, store: Machine.datasetStore, program: program,
      threadCount: resampling.options().threadCount
    ) { text, columns in try LawArguments.law(text, columns: columns, option: "--law") }
  }

  /// The options of the command line, which override a manifest's.
  private func applying(to options: FitOptions) -> FitOptions {
    var options = options
    if let starts { options.starts = starts }
    if let kernel { options.kernel = kernel }
    if let interval = intervals.interval { options.interval = interval }
    if let count = resampling.bootstrap { options.replicateCount = count }
    if let level = resampling.level { options.level = level }
    if let seed = resampling.seed { options.seed = seed }
    return options
  }
}
