package import Diagnostics

/// A file without records of a step and a loss.
package struct NotALog: Diagnosed {
  /// The path of the file.
  let path: String
  /// Why it is not a log.
  let why: Phrase

  init(_ path: String, why: Phrase = "no record has a step and a loss") {
    self.path = path
    self.why = why
  }

  /// What is wrong, and the supported formats.
  package var diagnostic: Diagnostic {
    Diagnostic(
      origin: Origin(file: path), what: "unknown log format", why: why,
      fix:
        "use a Weights & Biases export, a TensorBoard event file, trainer_state.json, metrics.csv, "
        + "JSON Lines, or the output of "
        + Phrase(enumerated(TextLogReader.formats.flatMap(\.programs), last: "or")))
  }
}
