import Diagnostics
import Escaping

/// Finds datasets: folders with a `dataset.yml`.
public struct DatasetStore: Sendable {
  /// The search path for names; the first folder with a match wins.
  public let searchPath: [String]
  /// The folder of `name/file` for downloaded tables that could not be stored next to their
  /// descriptor; `nil` for none.
  public let downloads: String?

  /// The `datasets` folder of the current folder, searched by default.
  public static let nearby = "datasets"

  /// A store over these folders.
  public init(searchPath: [String], downloads: String? = nil) {
    self.searchPath = searchPath
    self.downloads = downloads
  }

  /// A store over the folders of `variable`, `./datasets`, and the installed
  /// datasets.
  ///
  /// - Parameters:
  ///   - variable: The value of `ECHELLE_DATASETS`: colon-separated folders.
  ///   - prefix: The installation prefix, such as `/usr/local`.
  ///   - dataHome: The user's data folder, such as `~/.local/share`; downloaded tables are searched for
  ///     in `echelle/datasets` there.
  public init(variable: String?, prefix: String?, dataHome: String? = nil) {
    let named = (variable ?? "").split(separator: ":").map(String.init)
    let installed = prefix.map { [FileSystem.join($0, "share/echelle/datasets")] } ?? []
    self.init(
      searchPath: named + [Self.nearby] + installed,
      downloads: dataHome.map { FileSystem.join($0, "echelle/datasets") })
  }

  /// A minimal descriptor of the table `file`, on one line.
  static func minimalDescriptor(file: String) -> String {
    "{title: My runs, file: \(file), columns: {parameters: N, tokens: D, loss: loss}}"
  }

  /// Resolves an argument.
  ///
  /// A file is used without a descriptor, even if there is one next to it; `-` is standard input.
  /// A folder, or its `dataset.yml`, is a dataset. Anything else is a dataset's name.
  /// - Throws: `Diagnostic` if nothing matches, or the folder has no valid descriptor.
  public func resolve(_ argument: String) throws -> RunSource {
    if argument == "-" { return RunSource(name: "stdin", path: "-") }
    switch FileSystem.kind(of: argument) {
    case .folder: return try dataset(inFolder: argument).source
    case .stream: return RunSource(name: argument, path: argument)
    case .file:
      let name = FileSystem.lastComponent(of: argument)
      guard name == DatasetDescriptor.fileName else {
        return RunSource(
          name: argument, path: argument,
          unappliedDescriptor: descriptor(beside: argument))
      }
      return try dataset(inFolder: Self.folder(of: argument)).source
    case nil: return try dataset(named: argument).source
    }
  }

  /// The dataset given by name, folder, `dataset.yml` or table.
  ///
  /// - Throws: `Diagnostic` if there is no such dataset, or its descriptor is invalid.
  public func dataset(_ argument: String) throws -> Dataset {
    switch FileSystem.kind(of: argument) {
    case .folder: return try dataset(inFolder: argument)
    case .file, .stream:
      let folder = Self.folder(of: argument)
      let described = FileSystem.join(folder, DatasetDescriptor.fileName)
      guard FileSystem.kind(of: described) == .file else {
        throw Diagnostic(
          origin: Origin(file: argument),
          what: "there is no \(DatasetDescriptor.fileName) next to the file",
          why: "it contains a dataset's rules and published fits",
          fix: "name a dataset, or write \(described)")
      }
      let dataset = try dataset(inFolder: folder)
      let isDescriptor = FileSystem.lastComponent(of: argument) == DatasetDescriptor.fileName
      guard isDescriptor || FileSystem.resolved(argument) == FileSystem.resolved(dataset.path)
      else {
        throw Diagnostic(
          origin: Origin(file: argument), what: "this file is not the table of a dataset",
          why: "\(dataset.descriptor.location.file) describes '\(dataset.descriptor.file)'",
          fix: "name that file, or the folder \(dataset.folder)")
      }
      return dataset
    case nil: return try dataset(named: argument)
    }
  }

  /// The valid descriptor next to a file that describes it; `nil` if there is none.
  private func descriptor(beside file: String) -> DatasetDescriptor? {
    guard let dataset = try? dataset(inFolder: Self.folder(of: file)),
      FileSystem.resolved(dataset.path) == FileSystem.resolved(file)
    else { return nil }
    return dataset.descriptor
  }

  /// The folder of a file.
  private static func folder(of file: String) -> String {
    let folder = file.dropLast(FileSystem.lastComponent(of: file).count)
    return folder.isEmpty ? "." : String(folder)
  }

  /// The dataset with this name.
  ///
  /// - Throws: `Diagnostic` if there is none, or its descriptor is invalid.
  public func dataset(named name: String) throws -> Dataset {
    let isName = !name.isEmpty && !name.contains("/") && !name.hasPrefix(".")
    for folder in searchPath where isName {
      let candidate = FileSystem.join(folder, name)
      let descriptor = FileSystem.join(candidate, DatasetDescriptor.fileName)
      if FileSystem.kind(of: descriptor) == .file { return try dataset(inFolder: candidate) }
    }
    try FileSystem.check(name)
    let known = names()
    let near = nearestNames(to: name, in: known)
    throw Diagnostic(
      origin: Origin(file: name), what: "no such file, folder or dataset",
      why: isName
        ? "datasets are searched for in \(listed(searchPath)), which "
          + (known.isEmpty ? "contain none" : "contain \(listed(known))")
        : nil,
      fix: near.isEmpty
        ? "name a file of runs, a folder with a \(DatasetDescriptor.fileName), or a dataset"
        : "did you mean \(listed(near))?")
  }

  /// The names of all datasets, sorted.
  ///
  /// Folders without a descriptor are not datasets.
  public func names() -> [String] {
    var names: Set<ExactText> = []
    for folder in searchPath {
      for name in FileSystem.names(inFolder: folder) {
        let path = FileSystem.join(FileSystem.join(folder, name), DatasetDescriptor.fileName)
        if FileSystem.kind(of: path) == .file { names.insert(ExactText(name)) }
      }
    }
    return names.sorted().map(\.text)
  }

  /// All datasets, by name.
  ///
  /// - Throws: `Diagnostic` if a descriptor is invalid.
  public func datasets() throws -> [Dataset] {
    try names().map(dataset(named:))
  }

  /// The dataset whose `dataset.yml` is in a folder.
  ///
  /// - Throws: `Diagnostic` if there is none, or it is invalid.
  func dataset(inFolder folder: String) throws -> Dataset {
    let path = FileSystem.join(folder, DatasetDescriptor.fileName)
    guard FileSystem.kind(of: path) == .file else { throw noDescriptor(in: folder) }
    let descriptor = try DatasetDescriptor(parsing: FileSystem.text(ofFile: path), path: path)
    let root = FileSystem.resolved(folder) ?? folder
    let given = FileSystem.lastComponent(of: folder)
    let name = [".", "..", ""].contains(given) ? FileSystem.lastComponent(of: root) : given
    if let other = descriptor.tableOf {
      return try dataset(named: name, inFolder: folder, descriptor, readingTableOf: other)
    }
    let homes = [folder] + (downloads.map { [FileSystem.join($0, name)] } ?? [])
    let found = homes.first { home in
      let kind = FileSystem.kind(of: FileSystem.join(home, descriptor.file))
      return kind == .file || kind == .folder
    }
    if let found { try checkLinks(from: found, descriptor) }
    return Dataset(
      name: name, folder: folder, path: FileSystem.join(found ?? folder, descriptor.file),
      isPresent: found != nil, descriptor: descriptor)
  }

  /// Checks that the table in `folder` is not a link out of it.
  private func checkLinks(from folder: String, _ descriptor: DatasetDescriptor) throws {
    let file = FileSystem.resolved(FileSystem.join(folder, descriptor.file)) ?? ""
    guard !file.hasPrefix(FileSystem.join(FileSystem.resolved(folder) ?? folder, "")) else {
      return
    }
    throw Diagnostic(
      origin: descriptor.location,
      what: "the file '\(descriptor.file)' is a link out of the dataset's folder",
      why: "a descriptor describes a file in its own folder", fix: "move the file into the folder")
  }

  private func noDescriptor(in folder: String) -> Diagnostic {
    let tables = FileSystem.names(inFolder: folder).filter { name in
      [".csv", ".tsv", ".jsonl", ".csv.gz", ".tsv.gz", ".jsonl.gz"].contains(where: name.hasSuffix)
    }
    let example = Self.minimalDescriptor(file: tables.first ?? "runs.csv")
    return Diagnostic(
      origin: Origin(file: folder),
      what: "the folder has no \(DatasetDescriptor.fileName)",
      why: "a descriptor names the file with the runs and explains its columns"
        + (tables.isEmpty ? "" : "; the folder contains \(listed(tables))"),
      fix: (tables.isEmpty ? "" : "name one of the files, or ")
        + "write \(FileSystem.join(folder, DatasetDescriptor.fileName)), such as \(example)")
  }
}
