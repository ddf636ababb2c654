import Diagnostics
internal import TrainingRuns

/// Finds laws: files `laws/NAME.yml` in the dataset search path.
public struct LawCatalogue: Sendable {
  /// The folders, in order; the first with the law wins.
  public let searchPath: [String]

  /// A catalogue over dataset folders, such as those of a `DatasetStore`.
  public init(searchPath: [String]) {
    self.init(folders: searchPath.map { FileSystem.join($0, "laws") })
  }

  /// A catalogue over folders that contain the files directly.
  public init(folders: [String]) { searchPath = folders }

  /// The law named by an argument: a file ending in `.yml`, otherwise a law's name.
  ///
  /// - Throws: `Diagnostic` if there is none, or its file is invalid.
  public func law(_ argument: String) throws -> CataloguedLaw {
    if Self.isFile(argument) { return try law(inFile: argument) }
    let isName = !argument.isEmpty && !argument.contains("/") && !argument.hasPrefix(".")
    for folder in searchPath where isName {
      let path = FileSystem.join(folder, argument + Self.ending)
      if FileSystem.kind(of: path) == .file { return try law(inFile: path) }
    }
    let known = names()
    let near = nearestNames(to: argument, in: known)
    throw Diagnostic(
      origin: Origin(file: argument), what: "unknown law",
      why: "laws are searched for in \(searchPath.joined(separator: ", "))"
        + (known.isEmpty ? ", which contain none" : ""),
      fix: near.isEmpty
        ? "name a catalogued law, or a file ending in .yml"
        : "did you mean \(near.joined(separator: ", "))?")
  }

  /// The names of all laws, sorted.
  public func names() -> [String] {
    let files = searchPath.flatMap { folder in
      FileSystem.names(inFolder: folder).filter { name in
        Self.isFile(name) && FileSystem.kind(of: FileSystem.join(folder, name)) == .file
      }
    }
    return Set(files).map { String($0.dropLast(Self.ending.count)) }.sorted()
  }

  /// All laws, by name.
  ///
  /// - Throws: `Diagnostic` if a file is invalid.
  public func laws() throws -> [CataloguedLaw] {
    try names().map { try law($0) }
  }

  /// Whether an argument is a law file rather than a name or a formula.
  public static func isFile(_ argument: String) -> Bool { argument.hasSuffix(ending) }

  private static let ending = ".yml"

  private func law(inFile path: String) throws -> CataloguedLaw {
    try CataloguedLaw(
      parsing: FileSystem.text(ofFile: path), path: path,
      name: String(FileSystem.lastComponent(of: path).dropLast(Self.ending.count)))
  }
}
