import Diagnostics
import Escaping

/// Finds datasets: folders that hold a `dataset.yml`.
public struct DatasetStore: Sendable {
  /// The folders in which a name is looked up, in order; the first that has it wins.
  public let searchPath: [String]
  /// The folder that holds `name/file` for tables that were fetched and could not be put beside their
  /// descriptor; `nil` for none.
  public let downloads: String?

  /// The folder of datasets in the current one, in which names are looked up unasked.
  public static let nearby = "datasets"

  /// A store that looks in these folders.
  public init(searchPath: [String], downloads: String? = nil) {
    self.searchPath = searchPath
    self.downloads = downloads
  }

  /// A store that looks in the folders of `variable`, in `./datasets`, and where the datasets are
  /// installed.
  ///
  /// - Parameters:
  ///   - variable: The value of `ECHELLE_DATASETS`: folders with colons between them.
  ///   - prefix: The folder below which the command is installed, as in `/usr/local`.
  ///   - dataHome: The folder for a user's data, as in `~/.local/share`; fetched tables are looked up
  ///     in `echelle/datasets` there.
  public init(variable: String?, prefix: String?, dataHome: String? = nil) {
    let named = (variable ?? "").split(separator: ":").map(String.init)
    let installed = prefix.map { [FileSystem.join($0, "share/echelle/datasets")] } ?? []
    self.init(
      searchPath: named + [Self.nearby] + installed,
      downloads: dataHome.map { FileSystem.join($0, "echelle/datasets") })
  }

  /// A descriptor of the table `file` with no more than has to be there, on one line.
  static func minimalDescriptor(file: String) -> String {
    "{title: My runs, file: \(file), columns: {parameters: N, tokens: D, loss: loss}}"
  }

  /// Finds what an argument names.
  ///
  /// A file is itself, without a descriptor even where one stands beside it; `-` is standard input.
  /// A folder, or its `dataset.yml`, is a dataset. What is neither is a dataset's name.
  /// - Throws: `Diagnostic` where there is no such thing, or the folder has no valid descriptor.
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

  /// The dataset that an argument names: by its name, its folder, its `dataset.yml` or its table.
  ///
  /// - Throws: `Diagnostic` where there is no such dataset, or its descriptor is not valid.
  public func dataset(_ argument: String) throws -> Dataset {
    switch FileSystem.kind(of: argument) {
    case .folder: return try dataset(inFolder: argument)
    case .file, .stream:
      let folder = Self.folder(of: argument)
      let described = FileSystem.join(folder, DatasetDescriptor.fileName)
      guard FileSystem.kind(of: described) == .file else {
        throw Diagnostic(
          origin: Origin(file: argument),
          what: "no \(DatasetDescriptor.fileName) stands beside the file",
          why: "a dataset's rules and published fits stand there",
          fix: "name a dataset, or write \(described)")
      }
      let dataset = try dataset(inFolder: folder)
      let isDescriptor = FileSystem.lastComponent(of: argument) == DatasetDescriptor.fileName
      guard isDescriptor || FileSystem.resolved(argument) == FileSystem.resolved(dataset.path)
      else {
        throw Diagnostic(
          origin: Origin(file: argument), what: "no dataset has this file as its table",
          why: "\(dataset.descriptor.location.file) describes '\(dataset.descriptor.file)'",
          fix: "name that file, or the folder \(dataset.folder)")
      }
      return dataset
    case nil: return try dataset(named: argument)
    }
  }

  /// The valid descriptor beside a file that describes it; `nil` where there is none.
  private func descriptor(beside file: String) -> DatasetDescriptor? {
    guard let dataset = try? dataset(inFolder: Self.folder(of: file)),
      FileSystem.resolved(dataset.path) == FileSystem.resolved(file)
    else { return nil }
    return dataset.descriptor
  }

  /// The folder that a file is in.
  private static func folder(of file: String) -> String {
    let folder = file.dropLast(FileSystem.lastComponent(of: file).count)
    return folder.isEmpty ? "." : String(folder)
  }

  /// The dataset with this name.
  ///
  /// - Throws: `Diagnostic` where there is none, or its descriptor is not valid.
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
        ? "datasets are looked up in \(listed(searchPath)), which "
          + (known.isEmpty ? "have none" : "have \(listed(known))")
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
  /// - Throws: `Diagnostic` where a descriptor is not valid.
  public func datasets() throws -> [Dataset] {
    try names().map(dataset(named:))
  }

  /// The dataset whose `dataset.yml` is in a folder.
  ///
  /// - Throws: `Diagnostic` where there is none, or it is not valid.
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

  /// Makes sure that the table in `folder` is not a link to somewhere else.
  private func checkLinks(from folder: String, _ descriptor: DatasetDescriptor) throws {
    let file = FileSystem.resolved(FileSystem.join(folder, descriptor.file)) ?? ""
    guard !file.hasPrefix(FileSystem.join(FileSystem.resolved(folder) ?? folder, "")) else {
      return
    }
    throw Diagnostic(
      origin: descriptor.location,
      what: "the file '\(descriptor.file)' is a link out of the dataset's folder",
      why: "a descriptor describes a file beside it", fix: "put the file into the folder")
  }

  private func noDescriptor(in folder: String) -> Diagnostic {
    let tables = FileSystem.names(inFolder: folder).filter { name in
      [".csv", ".tsv", ".jsonl", ".csv.gz", ".tsv.gz", ".jsonl.gz"].contains(where: name.hasSuffix)
    }
    let example = Self.minimalDescriptor(file: tables.first ?? "runs.csv")
    return Diagnostic(
      origin: Origin(file: folder),
      what: "the folder has no \(DatasetDescriptor.fileName)",
      why: "a descriptor says which file holds the runs and what its columns mean"
        + (tables.isEmpty ? "" : "; the folder holds \(listed(tables))"),
      fix: (tables.isEmpty ? "" : "name one of the files, or ")
        + "write \(FileSystem.join(folder, DatasetDescriptor.fileName)), such as \(example)")
  }
}
