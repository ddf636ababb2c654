package import Diagnostics

/// A file in which nothing gives a step and a loss.
package struct NotALog: Diagnosed {
  /// The path of the file.
  let path: String
  /// Why it is taken for none.
  let why: Phrase

  init(_ path: String, why: Phrase = "no record in it gives a step and a loss") {
    self.path = path
    self.why = why
  }

  /// What is wrong, and which files are logs.
  package var diagnostic: Diagnostic {
    Diagnostic(
      origin: Origin(file: path), what: "not a log of training that is known", why: why,
      fix:
        "give an export of Weights & Biases, an event file of TensorBoard, trainer_state.json, metrics.csv, "
        + "JSON Lines, or the output of "
        + Phrase(enumerated(TextLogReader.formats.flatMap(\.programs), last: "or")))
  }
}
