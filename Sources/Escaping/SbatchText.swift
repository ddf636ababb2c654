/// Options in the `#SBATCH` lines of a script.
///
/// sbatch splits such a line at spaces, removes quotes and backslashes like a shell, and ends it at a
/// `#` (https://slurm.schedmd.com/sbatch.html, "Input environment variables" and "Filename pattern"; tried
/// with Slurm 22.05). An option with special characters is double-quoted, with a backslash before
/// every quote and backslash in it. A line break would end the line, so control characters are
/// refused.
public enum SbatchText {
  /// The line for an option, such as `#SBATCH --partition=cpu`.
  ///
  /// - Throws: ``SbatchTextError`` if the option cannot be written on one line.
  public static func directive(_ option: String) throws(SbatchTextError) -> String {
    try check(option)
    let isPlain = option.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: "-_./=:,+@%".utf8.contains(byte)
      }
    }
    guard !isPlain else { return "#SBATCH " + option }
    let escaped = option.unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
    return "#SBATCH \"\(escaped.joined())\""
  }

  /// A path in the name of a log, in which sbatch expands no `%` pattern.
  ///
  /// - Throws: ``SbatchTextError`` if the path contains a backslash, after which sbatch does not even expand
  ///   the task number.
  public static func path(_ path: String) throws(SbatchTextError) -> String {
    try check(path)
    guard !path.utf8.contains(UInt8(ascii: "\\")) else {
      throw SbatchTextError(text: path, what: "a backslash")
    }
    return path.unicodeScalars.map { $0 == "%" ? "%%" : String($0) }.joined()
  }

  /// Refuses text that cannot be part of an sbatch option.
  ///
  /// - Throws: ``SbatchTextError``.
  public static func check(_ text: String) throws(SbatchTextError) {
    guard let control = text.unicodeScalars.first(where: \.isControlInMessages) else { return }
    let shown = String(control).escapingControlCharacters()
    throw SbatchTextError(text: text, what: "the control character \(shown)")
  }
}

/// Why a text cannot be an sbatch option.
public struct SbatchTextError: Error, Sendable, Equatable {
  /// The text.
  public let text: String
  /// The part that sbatch does not preserve.
  public let what: String
}
