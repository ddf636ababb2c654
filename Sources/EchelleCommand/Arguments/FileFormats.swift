import ArgumentParser
import Escaping

/// The formats of a command by the extension of the file after `-o`.
///
/// An extension that the command does not write is an error, unless an option names the format: a file
/// `fit.png` would hold text, and a folder `report.docx` a report.
struct FileFormats<Format: Sendable>: Sendable {
  private let formats: [String: Format]
  /// Extensions of the format that a command writes unless asked for another.
  private let plain: Set<String>
  /// What a path without an extension is, if not a file.
  private let folder: String?

  init(_ formats: [String: Format], plain: Set<String> = [], folder: String? = nil) {
    self.formats = formats
    self.plain = plain
    self.folder = folder
  }

  /// The format that the extension of a path selects; `nil` for other extensions.
  func format(_ path: String) -> Format? { formats[Self.pathExtension(path)] }

  /// Refuses an extension that the command does not write.
  ///
  /// - Throws: `ValidationError`, with the extensions that it writes.
  func check(_ path: String, option: String = "--format") throws {
    let found = Self.pathExtension(path)
    guard !found.isEmpty, formats[found] == nil, !plain.contains(found) else { return }
    let own =
      (Set(formats.keys).union(plain)).sorted().map { ".\($0)" }
      + (folder.map { ["no extension for \($0)"] } ?? [])
    throw ValidationError(
      "-o \(path.cut(to: 200).escapingControlCharacters()): this command does not write "
        + ".\(found.cut(to: 20).escapingControlCharacters()) files; use "
        + "\(own.dropLast().joined(separator: ", ")) or \(own.last ?? ""), or choose the format with "
        + option)
  }

  private static func pathExtension(_ path: String) -> String {
    guard !path.hasSuffix("/") else { return "" }
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
