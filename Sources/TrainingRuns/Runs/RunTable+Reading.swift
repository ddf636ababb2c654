import Formulas
public import Tables

extension RunTable {
  /// Reads the runs of a file, or of a dataset by its descriptor.
  ///
  /// - Throws: `Diagnostic` if the file cannot be read, a column is missing or
  ///   ambiguous, or a row is invalid and `options` do not skip such rows.
  /// - Complexity: O(bytes), one pass.
  public init(reading source: RunSource, options: ReadingOptions = ReadingOptions()) throws {
    try self.init(
      reading: TableReader(path: source.path), name: source.name, path: source.path,
      dataset: source.descriptor, unapplied: source.unappliedDescriptor, options: options)
  }

  /// Reads the runs of a table.
  ///
  /// - Parameters:
  ///   - reader: The table.
  ///   - name: The name of the runs in reports.
  ///   - path: The path of the table.
  ///   - dataset: The table's descriptor.
  ///   - unapplied: A descriptor that does not apply, which ``notes`` report.
  ///   - options: The user's options, which take precedence over `dataset`.
  /// - Throws: As ``init(reading:options:)``.
  public init(
    reading reader: TableReader, name: String, path: String, dataset: DatasetDescriptor? = nil,
    unapplied: DatasetDescriptor? = nil, options: ReadingOptions = ReadingOptions()
  ) throws {
    var plan = try ReadingPlan(
      names: reader.columnNames, file: reader.name, dataset: dataset, options: options)
    var columnsRead = try ColumnsRead(reader, plan)
    if plan.assignment.computeIsBudget, !columnsRead.budgetsAreCompute(factor: plan.factor) {
      plan = try ReadingPlan(
        names: reader.columnNames, file: reader.name, dataset: dataset, options: options,
        takesBudgets: false)
      columnsRead = try ColumnsRead(reader, plan)
    }
    let requests = plan.requests
    let sieve = try RowSieve(
      columns: columnsRead, filters: plan.filters, drops: plan.drops, variables: options.variables,
      lossMayBeAnyNumber: options.lossMayBeAnyNumber, weightFormula: plan.weightFormula?.text,
      grouping: plan.grouping,
      skipsInvalid: options.invalidRows == .skip)
    let kept = sieve.kept
    try PlausibilityCheck(columns: columnsRead, plan: plan, rows: kept).run()
    func picked(_ column: [Double]) -> [Double] { kept.map { column[$0] } }
    func picked(_ column: TextColumn) -> [String] { kept.map { column[$0] } }
    let unknown = Array(repeating: Double.nan, count: kept.count)

    self.name = name
    self.path = path
    sha256 = reader.sha256()
    self.dataset = dataset
    parameterCount = columnsRead.numbers(.parameters).map(picked) ?? unknown
    tokenCount = columnsRead.numbers(.tokens).map(picked) ?? unknown
    compute = columnsRead.numbers(.compute).map(picked) ?? unknown
    loss = columnsRead.numbers(.loss).map(picked) ?? unknown
    lossVariable = columnsRead.lossVariable.map(picked)
    lossVariableHeader = requests.lossVariable.map { plan.names[$0] }
    variables = Dictionary(
      uniqueKeysWithValues: options.variables.map { ($0, picked(columnsRead.numbers(named: $0))) })
    parameterCounting = plan.parameterCounting
    otherParameters = plan.otherParameters.flatMap { place, counting in
      requests.slot(place, .number).map { slot in
        OtherParameters(
          header: plan.names[place], counting: counting,
          values: picked(columnsRead.table.numbers(slot)))
      }
    }
    weight = columnsRead.numbers(.weight).map(picked)
    weightFormula = plan.weightFormula?.text
    step = columnsRead.numbers(.step).map(picked)
    order = columnsRead.numbers(.order).map(picked)
    run = columnsRead.texts(.run).map(picked)
    family = columnsRead.texts(.family).map(picked)
    group = sieve.labels.map(picked)
    rowNumber = kept.map { $0 + 1 }
    line = kept.map { columnsRead.table.line(ofRow: $0) }
    headers = plan.assignment.places.mapValues { plan.names[$0] }
    units = plan.units.filter { plan.assignment.places[$0.key] != nil }
    percentHeaders = columnsRead.percentHeaders(in: kept)
    derivedRole = plan.derivedRole
    flopPerParameterToken = plan.factor
    metric = plan.metric
    bindings = options.bindings
    lossUnit =
      plan.metric.map { "units of '\($0)'" } ?? dataset?.conventions.loss ?? "nats per token"
    rowsRead = columnsRead.table.rowCount
    excluded = sieve.excluded
    filters = plan.filters
    dropRules = plan.drops.map { rule in
      DropRule(rule: rule, keys: picked(columnsRead.numbers(named: rule.column)))
    }
    redrawDrops = options.redrawDrops ?? dataset?.redrawDrops ?? true
    resampling = plan.resampling
    unitLabels = plan.unitLabels(columnsRead, kept: kept)
    unusedColumns = UnusedColumns.read(reader, plan, kept: kept)
    computeIsBudget = plan.assignment.computeIsBudget
    notes = []
    warnings =
      plan.doubts
      + findWarnings(
        evaluations: plan.evaluations.map { place in
          let column = requests.slot(place, .text).map { columnsRead.table.texts($0) }
          return (plan.names[place], kept.map { column?[$0] ?? "" })
        })
    notes = allNotes() + (unapplied.flatMap(ruleNote).map { [$0] } ?? [])
    for selection in plan.selections {
      self = selecting(selection, ignoresFamily: plan.sweepsFamily)
    }
  }
}
