import Diagnostics
public import ScalingLaws
public import TrainingRuns

/// A file that describes a batch.
///
///     datasets: [hoffmann2022, sweeps/a.csv]
///     laws: [chinchilla, E + A / C^alpha]
///     objectives: [huber, lad]
///     subsets: [all, {name: small, where: N < 1e9}]
///     group_by: family
///     columns: {tokens: train_tokens}
///     bootstrap: 1000
///
/// Every dataset is fitted with every law and objective, over every subset. Paths are relative to the
/// manifest's folder. Only `datasets` is required.
public struct BatchManifest: Sendable {
  /// The datasets, each with how it is read.
  public var datasets: [String]
  /// The laws; Chinchilla's by default.
  public var laws: [String]
  /// The objectives; Hoffmann's by default.
  public var objectives: [FitObjective]
  /// The subsets; `nil` is all runs.
  public var subsets: [BatchTask.Subset?]
  /// How the runs are read.
  public var reading: ReadingOptions
  /// How the laws are fitted.
  public var fitting: FitOptions

  /// A manifest of datasets with the options of the command line.
  public init(
    datasets: [String], laws: [String], objectives: [FitObjective], reading: ReadingOptions,
    fitting: FitOptions
  ) {
    self.datasets = datasets
    self.laws = laws.isEmpty ? ["chinchilla"] : laws
    self.objectives = objectives.isEmpty ? [.hoffmann] : objectives
    subsets = [nil]
    self.reading = reading
    self.fitting = fitting
  }

  /// Whether `path` names a manifest: a YAML file that is not a dataset descriptor.
  public static func isManifest(_ path: String) -> Bool {
    (path.hasSuffix(".yml") || path.hasSuffix(".yaml"))
      && FileSystem.lastComponent(of: path) != DatasetDescriptor.fileName
      && FileSystem.kind(of: path) == .file
  }

  /// Reads a manifest, strictly: an unknown key is an error.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - reading: The caller's options, to which the manifest adds.
  ///   - fitting: The caller's options, which the manifest overrides.
  /// - Throws: `Diagnostic` with the line and column of the error.
  public init(path: String, reading: ReadingOptions, fitting: FitOptions) throws {
    let root = try YAMLValue(
      parsing: FileSystem.text(ofFile: path), file: path,
      example: "a manifest, such as {datasets: [hoffmann2022], laws: [chinchilla]}"
    ).mapping(keys: [
      "datasets", "laws", "objectives", "subsets", "group_by", "columns", "units", "where",
      "bootstrap",
      "interval", "level", "seed", "starts",
    ])
    let folder = String(path.dropLast(FileSystem.lastComponent(of: path).count))
    self.init(
      datasets: [], laws: try root["laws"]?.texts() ?? [],
      objectives: try root["objectives"].map { try Self.list($0).map(Self.objective) } ?? [],
      reading: reading, fitting: fitting)
    datasets = try Self.list(root.required("datasets")).flatMap { value in
      let name = try value.text()
      let path = name.hasPrefix("/") ? name : folder + name
      // A missing dataset is reported by its own fit, and the others continue.
      guard FileSystem.kind(of: path) != nil else {
        return name.contains("/") || name.contains(".") ? [path] : [name]
      }
      return try Self.expanded(path)
    }
    guard !datasets.isEmpty else {
      throw try root.required("datasets").error(
        "no dataset is listed", fix: "name a file, a folder or a dataset")
    }
    subsets = try root["subsets"].map { try $0.elements().map(Self.subset) } ?? [nil]
    if let filter = root["where"] { self.reading.filters += try Self.filters(filter) }
    if let column = root["group_by"], reading.groupBy == nil {
      self.reading.groupBy = try column.text()
    }
    for (key, value) in try root["columns"]?.mapping(keys: ColumnRole.allCases.map(\.rawValue))
      .entries ?? []
    {
      guard let role = ColumnRole(rawValue: key), self.reading.columns[role] == nil else {
        continue
      }
      self.reading.columns[role] = try value.text()
    }
    if let units = root["units"] {
      self.reading.units.merge(try ColumnUnit.units(units)) { option, _ in option }
    }
    try setFitting(root)
  }

  private mutating func setFitting(_ root: YAMLMapping) throws {
    if let value = root["bootstrap"] {
      fitting.replicateCount = try Self.wholeNumber(value, 0..<10_000_001)
      guard fitting.replicateCount != 1 else {
        throw value.error("1 replicate gives no interval", fix: "write 0 for none, or at least 2")
      }
    }
    if let value = root["seed"] {
      fitting.seed = UInt64(try Self.wholeNumber(value, 0..<(1 << 53)))
    }
    if let value = root["level"] {
      fitting.level = try value.number()
      guard fitting.level > 0, fitting.level < 1 else {
        throw value.error("a level lies between 0 and 1", fix: "write a number such as 0.95")
      }
    }
    if let value = root["interval"] {
      guard let interval = IntervalMethod(rawValue: try value.text()) else {
        throw value.error(
          "unknown method of intervals", fix: "write auto, percentile, bca or wald")
      }
      fitting.interval = interval
    }
    if let value = root["starts"] {
      guard let starts = StartStrategy(rawValue: try value.text()) else {
        throw value.error("unknown set of starts", fix: "write linear or hoffmann")
      }
      fitting.starts = starts
    }
  }

  /// The tasks of the manifest.
  public var tasks: [BatchTask] {
    datasets.flatMap { dataset in
      subsets.flatMap { subset in
        laws.map { law in
          var reading = reading
          reading.filters += subset?.filters ?? []
          return BatchTask(
            dataset: dataset, law: law, objectives: objectives, subset: subset, reading: reading,
            fitting: fitting)
        }
      }
    }
  }

  /// The paths that a path stands for: itself, or the tables and datasets in a folder without a descriptor.
  ///
  /// - Throws: `Diagnostic` if one of these is a link out of the folder.
  public static func expanded(_ path: String) throws -> [String] {
    guard FileSystem.kind(of: path) == .folder,
      FileSystem.kind(of: FileSystem.join(path, DatasetDescriptor.fileName)) == nil
    else { return [path] }
    let endings = [".csv", ".tsv", ".jsonl"].flatMap { [$0, $0 + ".gz"] }
    let found = FileSystem.names(inFolder: path).filter { name in
      endings.contains(where: name.hasSuffix)
        || FileSystem.kind(
          of: FileSystem.join(FileSystem.join(path, name), DatasetDescriptor.fileName)) == .file
    }
    let paths = found.map { FileSystem.join(path, $0) }
    if let link = paths.first(where: { FileSystem.isLink($0, outOf: path) }) {
      throw Diagnostic(
        origin: Origin(file: link), what: "a link leads out of the folder",
        why: "a folder covers only the files in it",
        fix: "remove the link, and list its target as well")
    }
    return paths.isEmpty ? [path] : paths
  }

  private static func list(_ value: YAMLValue) throws -> [YAMLValue] {
    (try? value.text()) == nil ? try value.elements() : [value]
  }

  private static func objective(_ value: YAMLValue) throws -> FitObjective {
    let text = try value.text()
    guard let objective = FitObjective(text) else {
      throw value.error(
        "unknown objective '\(text)'",
        fix:
          "write huber, huber:δ, huber:auto, huber:δ:κ, lad, log-squares, squares, level-huber:δ or "
          + "level-lad")
    }
    return objective
  }

  private static func subset(_ value: YAMLValue) throws -> BatchTask.Subset? {
    if let text = try? value.text() {
      guard text == "all" else {
        throw value.error(
          "invalid subset '\(text)'", why: "a subset is 'all', or a name with a condition",
          fix: "write {name: \(text), where: N < 1e9}")
      }
      return nil
    }
    let mapping = try value.mapping(keys: ["name", "where"])
    return BatchTask.Subset(
      name: try mapping.required("name").text(), filters: try filters(mapping.required("where")))
  }

  private static func filters(_ value: YAMLValue) throws -> [RowFilter] {
    try list(value).map { try RowFilter(parsing: $0.text(), at: $0.location) }
  }

  private static func wholeNumber(_ value: YAMLValue, _ range: Range<Int>) throws -> Int {
    let number = try value.number()
    guard let whole = Int(exactly: number), range.contains(whole) else {
      throw value.error(
        "expected a whole number from \(range.lowerBound) to \(range.upperBound - 1)")
    }
    return whole
  }
}
