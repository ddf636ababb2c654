internal import Tables
internal import TrainingRuns

/// Finds laws: files `laws/NAME.yml` in the folders in which datasets are looked up.
public struct LawCatalogue: Sendable {
  /// The folders, in order; the first that has a law wins.
  public let searchPath: [String]

  /// A catalogue over these folders, such as those of a `DatasetStore`.
  public init(searchPath: [String]) {
    self.init(folders: searchPath.map { FileSystem.join($0, "laws") })
  }

  /// A catalogue over folders that have the files themselves.
  public init(folders: [String]) { searchPath = folders }

  /// The law that an argument names: a file that ends in `.yml`, else a law's name.
  ///
  /// - Throws: `InputError` where there is none, or its file is not valid.
  public func law(_ argument: String) throws -> CataloguedLaw {
    if Self.isFile(argument) { return try law(inFile: argument) }
    let isName = !argument.isEmpty && !argument.contains("/") && !argument.hasPrefix(".")
    for folder in searchPath where isName {
      let path = FileSystem.join(folder, argument + Self.ending)
      if FileSystem.kind(of: path) == .file { return try law(inFile: path) }
    }
    let known = names()
    let near = nearestNames(to: argument, in: known)
    throw InputError(
      location: SourceLocation(file: argument), what: "no such law",
      why: "laws are looked up in \(searchPath.joined(separator: ", "))"
        + (known.isEmpty ? ", which have none" : ""),
      fix: near.isEmpty
        ? "name one of 'echelle laws list', or a file that ends in .yml"
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
  /// - Throws: `InputError` where a file is not valid.
  public func laws() throws -> [CataloguedLaw] {
    try names().map { try law($0) }
  }

  /// Whether an argument is a law's file rather than its name or its formula.
  public static func isFile(_ argument: String) -> Bool { argument.hasSuffix(ending) }

  private static let ending = ".yml"

  private func law(inFile path: String) throws -> CataloguedLaw {
    try CataloguedLaw(
      parsing: FileSystem.text(ofFile: path), path: path,
      name: String(FileSystem.lastComponent(of: path).dropLast(Self.ending.count)))
  }
}
