import ArgumentParser
import Escaping

/// The formats of a command by the extension of the file after `-o`.
struct FileFormats<Format: Sendable>: Sendable {
  private let formats: [String: Format]

  /// Extensions of formats that some command writes.
  private static var known: [String: String] {
    [
      "json": "JSON", "csv": "CSV", "md": "Markdown", "tex": "LaTeX", "html": "HTML",
      "ipynb": "notebook",
    ]
  }

  init(_ formats: [String: Format]) {
    self.formats = formats
  }

  /// The format that the extension of a path selects; `nil` for other extensions.
  func format(_ path: String) -> Format? { formats[Self.pathExtension(path)] }

  /// Refuses the extension of a format that only other commands write.
  ///
  /// - Throws: `ValidationError`.
  func check(_ path: String, option: String = "--format") throws {
    guard format(path) == nil, let name = Self.known[Self.pathExtension(path)] else { return }
    let own = formats.keys.sorted().map { ".\($0)" }.joined(separator: ", ")
    throw ValidationError(
      "-o \(path.cut(to: 200).escapingControlCharacters()): this command has no \(name) output; "
        + "use one of \(own), or choose the format by \(option)")
  }

  private static func pathExtension(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
