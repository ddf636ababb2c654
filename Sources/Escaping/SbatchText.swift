/// Options in the `#SBATCH` lines of a script.
///
/// sbatch splits such a line at spaces, takes off quotes and backslashes as a shell does, and ends it at a
/// `#` (https://slurm.schedmd.com/sbatch.html, "Input environment variables" and "Filename pattern"; tried
/// with Slurm 22.05). An option that is not plain stands between double quotes, with a backslash before
/// every quote and backslash in it. A line break would end the line, so that control characters are
/// refused.
public enum SbatchText {
  /// The line for an option, such as `#SBATCH --partition=cpu`.
  ///
  /// - Throws: ``SbatchTextError`` where the option cannot be written on a line.
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

  /// A path in the name of a log, in which sbatch replaces no `%` and letter.
  ///
  /// - Throws: ``SbatchTextError`` where the path holds a backslash, after which sbatch replaces not even
  ///   the number of the task.
  public static func path(_ path: String) throws(SbatchTextError) -> String {
    try check(path)
    guard !path.utf8.contains(UInt8(ascii: "\\")) else {
      throw SbatchTextError(text: path, what: "a backslash")
    }
    return path.unicodeScalars.map { $0 == "%" ? "%%" : String($0) }.joined()
  }

  /// Refuses what cannot stand in an option of sbatch.
  ///
  /// - Throws: ``SbatchTextError``.
  public static func check(_ text: String) throws(SbatchTextError) {
    guard let control = text.unicodeScalars.first(where: \.isControlInMessages) else { return }
    let shown = String(control).escapingControlCharacters()
    throw SbatchTextError(text: text, what: "the control character \(shown)")
  }
}

/// Why a text cannot be an option of sbatch.
public struct SbatchTextError: Error, Sendable, Equatable {
  /// The text.
  public let text: String
  /// What it holds that sbatch does not carry through.
  public let what: String
}
