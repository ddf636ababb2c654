import ArgumentParser
import Batch
import LeastSquares
import Platform
import ScalingLaws
import Tables
import TrainingRuns

/// What a batch is to do, and where its results go.
struct BatchArguments: ParsableArguments {
  @Argument(
    help: "Manifests (YAML), files of runs, folders of them or of datasets, or names of datasets.")
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "The folder of the results, which is made if it is not there.", valueName: "folder"))
  var results: String

  @Option(
    help: ArgumentHelp(
      "A law, by its formula or its name, fitted to every dataset (repeatable). (default: chinchilla)",
      valueName: "law"))
  var law: [String] = []

  @Option(
    help: ArgumentHelp(
      "What is minimised: huber[:δ], lad, log-squares, or squares (repeatable). (default: huber:1e-3)",
      valueName: "objective"), transform: fitObjective)
  var objective: [FitObjective] = []

  @Option(
    help: "Where the minimisations start; hoffmann is the paper's grid of 4500. (default: linear)")
  var starts: StartStrategy?

  @Option(
    help: ArgumentHelp(
      "The vector kernel: \(VectorKernel.available.map(\.name).joined(separator: ", ")) here. "
        + "(default: the widest)", valueName: "name"), transform: vectorKernel)
  var kernel: VectorKernel?

  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Interval options") var resampling: ResamplingArguments

  /// The plan that the manifests and paths give, in their order.
  func plan() throws -> BatchPlan {
    let reading = try reading.options()
    let fitting = applying(to: FitOptions())
    var plan = BatchPlan()
    // What no table could mend is said before any is read.
    for (index, law) in law.enumerated() {
      try LawArguments.checkName(law, option: "--law")
      guard !self.law[..<index].contains(law) else {
        throw InputError(
          location: SourceLocation(option: "--law"), what: "'\(law)' is given twice",
          why: "the same fit would be made twice", fix: "leave one of them out")
      }
    }
    for (index, objective) in objective.enumerated()
    where self.objective[..<index].contains(objective) {
      throw InputError(
        location: SourceLocation(option: "--objective"), what: "'\(objective.name)' is given twice",
        why: "the same fit would be made twice", fix: "leave one of them out")
    }
    for path in paths {
      guard path != "-" else {
        throw InputError(
          location: SourceLocation(file: "-"), what: "a batch does not read standard input",
          why: "it can be gone on with later, from files that are still there",
          fix: "save the runs in a file, or use 'echelle fit -'")
      }
      if BatchManifest.isManifest(path) {
        guard law.isEmpty, objective.isEmpty else {
          throw InputError(
            location: SourceLocation(option: law.isEmpty ? "--objective" : "--law"),
            what: "has no effect beside the manifest \(path)",
            why: "a manifest says which laws and objectives are fitted",
            fix: "write it into the manifest")
        }
        var manifest = try BatchManifest(path: path, reading: reading, fitting: fitting)
        manifest.fitting = applying(to: manifest.fitting)
        plan.tasks += manifest.tasks
      } else {
        plan.tasks +=
          BatchManifest(
            datasets: BatchManifest.expanded(path), laws: law, objectives: objective,
            reading: reading, fitting: fitting
          ).tasks
      }
    }
    if let repeated = plan.repeatedTask {
      throw InputError(
        location: SourceLocation(file: repeated.dataset), what: "is named twice in the batch",
        why: "the same fit would be made twice", fix: "name it once")
    }
    return plan
  }

  /// What makes the fits of a plan.
  ///
  /// - Throws: `SystemError` where the program's own file cannot be read.
  func runner(_ plan: BatchPlan) throws -> BatchRunner {
    let program = BatchProgram(version: Echelle.version, digest: try Machine.programDigest())
    return BatchRunner(
      plan, store: Machine.datasetStore, program: program,
      threadCount: resampling.options().threadCount
    ) { text, columns in try LawArguments.law(text, columns: columns, option: "--law") }
  }

  /// The options of the command line, which come before a manifest's.
  private func applying(to options: FitOptions) -> FitOptions {
    var options = options
    if let starts { options.starts = starts }
    if let kernel { options.kernel = kernel }
    if let count = resampling.bootstrap { options.replicateCount = count }
    if let level = resampling.level { options.level = level }
    if let seed = resampling.seed { options.seed = seed }
    return options
  }
}
