import ArgumentParser
import TrainingRuns

/// What a bootstrap of runs draws.
struct UnitArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What to resample: auto, rows, runs or a column. (default: auto)",
      discussion: """
        Rows of one run, or with the same value in a column, as in N, share errors: they are drawn \
        together. auto draws whole runs where a run has several rows, otherwise rows.
        """,
      valueName: "auto|rows|runs|column"))
  var resample: String?

  /// The unit as the reader takes it.
  var unit: ResamplingUnit { resample.map(ResamplingUnit.init) ?? .automatic }

  /// The options that were given, by name.
  var given: [String] { resample == nil ? [] : ["--resample"] }

  /// Refuses a unit where nothing is resampled.
  ///
  /// - Throws: `ValidationError`.
  func check(replicateCount: Int) throws {
    guard replicateCount == 0 else { return }
    try OptionConflict.refuse(
      ["--resample"], with: ["--bootstrap 0"], because: "it disables the intervals")
  }

  func validate() throws {
    guard resample?.isEmpty == true else { return }
    throw ValidationError("--resample needs auto, rows, runs or a column")
  }
}
