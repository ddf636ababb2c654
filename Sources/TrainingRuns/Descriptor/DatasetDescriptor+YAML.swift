import Diagnostics

extension DatasetDescriptor {
  /// The file name of descriptors.
  public static let fileName = "dataset.yml"

  /// Reads a descriptor, strictly: an unknown key is an error.
  ///
  /// - Parameters:
  ///   - text: The YAML.
  ///   - path: Where the text was read, for errors.
  /// - Throws: `Diagnostic` with the line and column of the error.
  public init(parsing text: String, path: String) throws {
    let example = "a descriptor, such as \(DatasetStore.minimalDescriptor(file: "runs.csv"))"
    let root = try YAMLValue(parsing: text, file: path, example: example).mapping(
      keys: [
        "title", "citation", "licence", "source", "file", "table_of", "columns", "units",
        "conventions", "filters", "drop_highest", "redraw_drops", "group_by", "published",
      ])
    location = Origin(file: path)
    title = try root.required("title").text()
    citations = try root["citation"]?.texts() ?? []
    licence = try root["licence"]?.text()
    source = try root["source"].map(Source.init)
    tableOf = try root["table_of"].map(Self.datasetName)
    tableOfLocation = root["table_of"]?.location
    file = ""
    if let other = root["table_of"] {
      try Self.checkOtherTable(other, root: root, source: source)
    } else {
      file = try Self.tablePath(root.required("file"))
    }
    columns = [:]
    columnLocations = [:]
    if let mapping = try root["columns"]?.mapping(keys: ColumnRole.allCases.map(\.rawValue)) {
      for (key, value) in mapping.entries {
        guard let role = ColumnRole(rawValue: key) else { continue }
        columns[role] = try value.text()
        columnLocations[role] = value.location
      }
    }
    units = try root["units"].map(ColumnUnit.units) ?? [:]
    conventions = try root["conventions"].map(Conventions.init) ?? Conventions()
    filters = try root["filters"]?.elements().map(RowFilter.init(yaml:)) ?? []
    dropHighest = try root["drop_highest"]?.elements().map(DropHighest.init(yaml:)) ?? []
    redrawDrops = try root["redraw_drops"]?.truth()
    groupBy = try root["group_by"]?.text()
    published = try root["published"]?.elements().map(PublishedFit.init(yaml:)) ?? []
  }
}

extension DatasetDescriptor {
  /// A path within the dataset's folder.
  private static func tablePath(_ value: YAMLValue) throws -> String {
    let file = try value.text()
    guard !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else {
      throw value.error(
        "the path '\(file)' is outside the dataset's folder",
        why: "a descriptor describes a file in its own folder", fix: "move the file into the folder"
      )
    }
    return file
  }

  /// The name of another dataset.
  private static func datasetName(_ value: YAMLValue) throws -> String {
    let name = try value.text()
    guard !name.isEmpty, !name.contains("/"), !name.hasPrefix(".") else {
      throw value.error(
        "expected the name of a dataset, found '\(name)'",
        fix: "use the name of its folder, as in 'table_of: hoffmann2022'")
    }
    return name
  }

  /// A dataset that uses another's table has no table, address or checksum of its own.
  private static func checkOtherTable(
    _ value: YAMLValue, root: YAMLMapping, source: Source?
  ) throws {
    let others = [
      ("file", root["file"] != nil), ("source: path", source?.path != nil),
      ("source: sha256", source?.sha256 != nil),
    ]
    guard let excess = others.first(where: { $0.1 })?.0 else { return }
    throw value.error(
      "'table_of' cannot be combined with '\(excess)'",
      why: "the table belongs to the other dataset and is described there", fix: "omit one of them")
  }
}

extension DatasetDescriptor.Source {
  fileprivate init(yaml: YAMLValue) throws {
    let mapping = try yaml.mapping(keys: ["url", "commit", "path", "sha256", "files", "note"])
    url = try mapping["url"]?.text()
    commit = try mapping["commit"]?.text()
    path = try mapping["path"]?.text()
    note = try mapping["note"]?.text()
    for key in ["path", "files"] {
      guard let place = mapping[key], url == nil else { continue }
      throw place.error(
        "the key '\(key)' needs the key 'url'",
        why: key == "path"
          ? "it is the path of the file at that address" : "they are files at that address",
        fix: "add a line 'url: …'")
    }
    sha256 = try mapping["sha256"].map(Self.digest)
    files =
      try mapping["files"]?.elements().map { value in
        let file = try value.mapping(keys: ["path", "sha256"])
        return DatasetDescriptor.Source.File(
          path: try file.required("path").text(), sha256: try file["sha256"].map(Self.digest))
      } ?? []
  }

  private static func digest(_ yaml: YAMLValue) throws -> String {
    let digest = try yaml.text().lowercased()
    guard digest.count == 64, digest.allSatisfy(\.isHexDigit) else {
      throw yaml.error("expected 64 hexadecimal digits, found '\(digest)'")
    }
    return digest
  }
}

extension DatasetDescriptor.Conventions {
  fileprivate init(yaml: YAMLValue) throws {
    let mapping = try yaml.mapping(
      keys: ["parameters", "loss", "flop_per_parameter_token", "notes"])
    loss = try mapping["loss"]?.text()
    notes = try mapping["notes"]?.texts() ?? []
    parameters = try mapping["parameters"].map { value in
      let text = try value.text()
      guard let counting = DatasetDescriptor.ParameterCounting(rawValue: text) else {
        let known = DatasetDescriptor.ParameterCounting.allCases.map(\.rawValue)
        throw value.error("expected one of \(listed(known)), found '\(text)'")
      }
      return counting
    }
    flopPerParameterToken = try mapping["flop_per_parameter_token"].map { value in
      let factor = try value.number()
      guard ColumnUnit.factors.contains(factor) else {
        throw value.error("expected a number between 1e-60 and 1e60, found '\(factor)'")
      }
      return factor
    }
  }
}

extension RowFilter {
  fileprivate init(yaml: YAMLValue) throws {
    let mapping = try yaml.mapping(keys: ["where", "reason"])
    let condition = try mapping.required("where")
    try self.init(
      parsing: condition.text(), reason: mapping["reason"]?.text(), at: condition.location)
  }
}

extension DropHighest {
  fileprivate init(yaml: YAMLValue) throws {
    let mapping = try yaml.mapping(keys: ["column", "count", "reason"])
    let count = try mapping.required("count")
    guard let number = Int(try count.text()), number >= 0 else {
      throw count.error("expected a whole number of rows, found '\(try count.text())'")
    }
    let column = try mapping.required("column")
    try self.init(
      column: column.text(), count: number, reason: mapping["reason"]?.text(), at: column.location)
  }
}
