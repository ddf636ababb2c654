import LeastSquares
import LinearAlgebra
import Platform
import ScalingLaws

/// The key of a result: a hash of everything its bytes depend on.
struct ResultKey {
  let text: String

  /// - Parameters:
  ///   - task: The requested task.
  ///   - input: The digest of its input: ``BatchInput/digest``.
  ///   - group: The label of the group.
  ///   - objective: The objective.
  ///   - program: The program that makes it.
  init(
    _ task: BatchTask, input: String, group: String?, objective: FitObjective,
    program: BatchProgram
  ) {
    text = Self.digest([
      "echelle.batch-key/2", program.version, program.digest, task.fitting.kernel.name,
      linearAlgebraLibrary(), input, task.description, group ?? "", objective.text,
    ])
  }

  /// The SHA-256 of a list of texts.
  static func digest(_ parts: [String]) -> String {
    // Each part is preceded by its length, so that different lists of parts give different bytes.
    SHA256.hexadecimal(parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) })
  }

  /// Whether a path, relative to the folder of results, is one that ``file(name:)`` gives.
  static func isFile(_ path: String) -> Bool {
    path.wholeMatch(of: /fits\/[A-Za-z0-9][A-Za-z0-9._\-]*-[0-9a-f]{16}\.json/) != nil
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
