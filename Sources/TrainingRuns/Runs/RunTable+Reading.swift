public import Tables

extension RunTable {
  /// Reads the runs of a file, or of a dataset as its descriptor says.
  ///
  /// - Throws: `InputError` where the file cannot be read or understood, a column is missing or
  ///   could be several, or a row cannot be used and `options` do not say to skip such rows.
  /// - Complexity: O(bytes), one pass.
  public init(reading source: RunSource, options: ReadingOptions = ReadingOptions()) throws {
    try self.init(
      reading: TableReader(path: source.path), name: source.name, path: source.path,
      dataset: source.descriptor, options: options)
  }

  /// Reads the runs of a table.
  ///
  /// - Parameters:
  ///   - reader: The table.
  ///   - name: What the runs are called in reports.
  ///   - path: Where the table was.
  ///   - dataset: What is said of the table elsewhere.
  ///   - options: What the user says, which comes before what `dataset` says.
  /// - Throws: As ``init(reading:options:)``.
  public init(
    reading reader: TableReader, name: String, path: String, dataset: DatasetDescriptor? = nil,
    options: ReadingOptions = ReadingOptions()
  ) throws {
    let chosen = options.chosenColumns
    let columns = (dataset?.columns ?? [:]).merging(chosen) { _, option in option }
    let origins = (dataset?.columnLocations ?? [:]).filter { chosen[$0.key] == nil }
    let metric = options.metric.flatMap { header in
      header == dataset?.columns[.loss] || ColumnRole.loss.pattern.matches(header)
        || options.units[.loss] != nil ? nil : header
    }
    var units = (dataset?.units ?? [:]).merging(options.units) { _, option in option }
    // What a descriptor says of the loss is not said of a metric.
    if metric != nil { units[.loss] = nil }
    // A description knows its columns.
    let knownUnits = Set(units.keys).union(dataset?.columns.keys.map { $0 } ?? [])
    let assignment = try ColumnAssignment(
      names: reader.columnNames, chosen: columns, origins: origins, told: knownUnits,
      file: reader.name)
    let derivedRole = try assignment.derivedRole(required: options.requiredRoles)
    if let role = options.units.keys.sorted(by: { $0.rawValue < $1.rawValue })
      .first(where: { assignment.places[$0] == nil })
    {
      throw InputError(
        location: SourceLocation(file: "--unit"),
        what: "no column of \(reader.name) is \(role.phrase), whose unit is given",
        why: "the columns are \(listed(reader.columnNames))",
        fix: "name it: --columns \(role.rawValue)=HEADER")
    }
    let filters = (options.useDescriptorFilters ? dataset?.filters ?? [] : []) + options.filters
    let drops =
      (options.useDescriptorFilters ? dataset?.dropHighest ?? [] : []) + options.dropHighest
    let factor =
      options.flopPerParameterToken ?? dataset?.conventions.flopPerParameterToken ?? 6

    var requests = ColumnRequests(
      names: reader.columnNames, assignment: assignment, derivedRole: derivedRole,
      file: reader.name)
    for role in ColumnRole.allCases {
      guard let place = assignment.places[role] else { continue }
      requests.add(place, role == .run || role == .family ? .text : .number)
    }
    for variable in options.variables {
      try requests.add(named: variable, .number, at: SourceLocation(file: reader.name))
    }
    let parameterCounting = assignment.parameterCounting(
      described: columns[.parameters] == dataset?.columns[.parameters]
        ? dataset?.conventions.parameters : nil)
    let otherParameters =
      units[.parameters] != nil ? nil : assignment.otherParameters(than: parameterCounting)
    if let otherParameters { requests.add(otherParameters.place, .number) }
    for filter in filters { try requests.add(filter) }
    for rule in drops {
      try requests.add(named: rule.column, .number, at: rule.location)
    }
    let grouping = options.groupBy ?? dataset?.groupBy
    if let grouping {
      let location =
        options.groupBy == nil ? dataset?.location : SourceLocation(file: "--group-by")
      try requests.add(named: grouping, .text, at: location ?? SourceLocation(file: reader.name))
    }

    // What a loss was measured on need not be asked where rows are told apart by it.
    let told =
      filters.flatMap { $0.expression.textColumns.map(\.name) } + [grouping].compactMap { $0 }
    let evaluations = reader.columnNames.indices.first { place in
      let name = reader.columnNames[place]
      return Self.namesEvaluation(name) && !told.contains(name)
        && !assignment.places.values.contains(place)
    }
    if let evaluations { requests.add(evaluations, .text) }

    let columnsRead = ColumnsRead(
      table: try reader.read(requests.requests), requests: requests, factor: factor,
      units: units)
    let sieve = try RowSieve(
      columns: columnsRead, filters: filters, drops: drops, variables: options.variables,
      lossMayBeAnyNumber: options.lossMayBeAnyNumber,
      grouping: grouping,
      skipsInvalid: options.invalidRows == .skip)

    let doubts = chosen.compactMap { role, header in
      knownUnits.contains(role) || (role == .loss && metric != nil)
        ? nil : HeaderUnit(header: header, role: role).map { (role, header, $0) }
    }.sorted { $0.1 < $1.1 }.map { role, header, unit in
      "'\(header)' is taken as \(role.standardUnit), but its name tells \(unit.meaning): "
        + "--unit '\(role.rawValue)=\(unit.unit)' converts it"
    }

    self.name = name
    self.path = path
    self.dataset = dataset
    let kept = sieve.kept
    func numbers(_ role: ColumnRole) -> [Double]? {
      columnsRead.numbers(role).map { column in kept.map { column[$0] } }
    }
    func texts(_ role: ColumnRole) -> [String]? {
      columnsRead.texts(role).map { column in kept.map { column[$0] } }
    }
    let unknown = Array(repeating: Double.nan, count: kept.count)
    parameterCount = numbers(.parameters) ?? unknown
    tokenCount = numbers(.tokens) ?? unknown
    compute = numbers(.compute) ?? unknown
    loss = numbers(.loss) ?? unknown
    variables = Dictionary(
      uniqueKeysWithValues: options.variables.map { name in
        let column = columnsRead.numbers(named: name)
        return (name, kept.map { column[$0] })
      })
    self.parameterCounting = parameterCounting
    self.otherParameters = otherParameters.flatMap { place, counting in
      requests.slot(place, .number).map { slot in
        let column = columnsRead.table.numbers(slot)
        return OtherParameters(
          header: reader.columnNames[place], counting: counting, values: kept.map { column[$0] })
      }
    }
    weight = numbers(.weight)
    step = numbers(.step)
    run = texts(.run)
    family = texts(.family)
    group = sieve.labels.map { labels in kept.map { labels[$0] } }
    rowNumber = kept.map { $0 + 1 }
    line = kept.map { columnsRead.table.line(ofRow: $0) }
    headers = assignment.places.mapValues { reader.columnNames[$0] }
    self.units = units.filter { assignment.places[$0.key] != nil }
    self.derivedRole = derivedRole
    flopPerParameterToken = factor
    self.metric = metric
    lossUnit = metric.map { "units of '\($0)'" } ?? dataset?.conventions.loss ?? "nats per token"
    rowsRead = columnsRead.table.rowCount
    excluded = sieve.excluded
    self.filters = filters
    dropRules = drops.map { rule in
      let keys = columnsRead.numbers(named: rule.column)
      return DropRule(rule: rule, keys: kept.map { keys[$0] })
    }
    redrawDrops = options.redrawDrops ?? dataset?.redrawDrops ?? true
    notes = []
    warnings =
      doubts
      + findWarnings(
        evaluations: evaluations.map { place in
          let column = requests.slot(place, .text).map { columnsRead.table.texts($0) }
          return (reader.columnNames[place], kept.map { column?[$0] ?? "" })
        })
    notes = allNotes()
  }
}
