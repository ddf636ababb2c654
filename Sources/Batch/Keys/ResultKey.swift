import Foundation
import LeastSquares
import LinearAlgebra
import ScalingLaws
import Tables
import TrainingRuns

/// The key of a result: a hash of all that its bytes depend on.
struct ResultKey {
  let text: String

  /// - Parameters:
  ///   - task: What was asked for.
  ///   - input: The SHA-256 of the table's bytes.
  ///   - source: The table that was found, with the descriptor that explains it.
  ///   - group: The label of the group.
  ///   - law: The law that the task's text stands for.
  ///   - objective: What is minimised.
  ///   - version: The version of Echelle.
  /// - Throws: `InputError` where the descriptor cannot be read any more.
  init(
    _ task: BatchTask, input: String, source: RunSource, group: String?, law: ScalingLaw,
    objective: FitObjective, version: String
  ) throws {
    let descriptor = try source.descriptor.map { try FileSystem.text(ofFile: $0.location.file) }
    let domains = law.domains.map { "\($0.key)=\($0.value.rawValue)" }.sorted()
    let ranges = law.startRanges.map { "\($0.key)=\($0.value)" }.sorted()
    let fixed = law.fixed.map { "\($0.key)=\($0.value)" }.sorted()
    let parts = [
      "echelle.batch-key/1", version, task.fitting.kernel.name, linearAlgebraLibrary(), input,
      descriptor ?? "",
      source.name, source.path, task.description, group ?? "", law.name, law.formula,
      law.citation ?? "", "\(law.coefficients)", "\(domains)", "\(ranges)", "\(fixed)",
      objective.text,
    ]
    // Each part is preceded by its length, so that no two lists of parts give the same bytes.
    let bytes = parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
    text = SHA256.hexadecimal(bytes)
  }

  /// The file of a result called `name`, in the folder of results.
  func file(name: String) -> String {
    let plain = name.unicodeScalars.prefix(80).map { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains(scalar))
        ? Character(scalar) : "-"
    }
    let readable = String(plain.drop { $0 == "." || $0 == "-" })
    return "fits/\(readable.isEmpty ? "fit" : readable)-\(text.prefix(16)).json"
  }
}
