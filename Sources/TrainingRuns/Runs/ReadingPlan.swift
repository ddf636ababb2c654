import Diagnostics
import Formulas
import Tables

/// The plan for reading a table, determined from its header before any row is read.
struct ReadingPlan {
  /// The table's name in errors.
  let file: String
  /// Its header.
  let names: [String]
  /// The columns chosen by the user.
  let chosen: [ColumnRole: String]
  /// The column in the role of the loss, in its own units.
  let metric: String?
  let units: [ColumnRole: ColumnUnit]
  let assignment: ColumnAssignment
  let derivedRole: ColumnRole?
  let filters: [RowFilter]
  let drops: [DropHighest]
  /// The formula of the weights, if they are not a column.
  let weightFormula: Formula?
  /// The rules that keep runs by their loss, in order.
  let selections: [RunSelection]
  /// Whether the family is among the swept columns.
  private(set) var sweepsFamily = false
  /// k in C = k·N·D.
  let factor: Double
  let grouping: String?
  /// What a bootstrap draws.
  let resampling: ResamplingUnit
  let parameterCounting: DatasetDescriptor.ParameterCounting?
  let otherParameters: (place: Int, counting: DatasetDescriptor.ParameterCounting)?
  /// The column that names the evaluation data of a loss, if rows are not separated by it.
  let evaluations: Int?
  private(set) var requests: ColumnRequests
  /// The roles with an explicit unit or column.
  private let knownUnits: Set<ColumnRole>

  /// The plan for a table with the columns `names`; `takesBudgets` is whether a column named only as a
  /// budget may be C.
  ///
  /// - Throws: `Diagnostic` if a column is missing or ambiguous.
  init(
    names: [String], file: String, dataset: DatasetDescriptor?, options: ReadingOptions,
    takesBudgets: Bool = true
  ) throws {
    self.names = names
    self.file = file
    let weights = try options.weights.map { try RunWeights($0, names: names) }
    weightFormula = weights?.formula
    let chosen = options.chosenColumns.merging(
      weights?.header.map { [.weight: $0] } ?? [:]
    ) { $1 }
    self.chosen = chosen
    selections = try options.selections()
    let columns = (dataset?.columns ?? [:]).merging(chosen) { _, option in option }
    try options.checkBindings()
    try Self.checkResponse(options, names: names, file: file)
    let metric = options.metric.flatMap { header in
      header == dataset?.columns[.loss] || ColumnRole.loss.pattern.matches(header)
        || options.units[.loss] != nil && !options.needsLossVariable ? nil : header
    }
    self.metric = metric
    var units = (dataset?.units ?? [:]).merging(options.units) { _, option in option }
    // A descriptor's statements about the loss do not apply to a metric.
    if metric != nil, !options.needsLossVariable { units[.loss] = nil }
    self.units = units
    // A descriptor is authoritative about its columns.
    knownUnits = Set(units.keys).union(dataset?.columns.keys.map { $0 } ?? [])
    assignment = try ColumnAssignment(
      names: names, chosen: columns,
      origins: (dataset?.columnLocations ?? [:]).filter { chosen[$0.key] == nil },
      describedUnits: knownUnits, takesBudgets: takesBudgets, file: file)
    let lossVariable =
      options.needsLossVariable
      ? try assignment.lossVariable(
        chosen: options.columns[.loss] ?? dataset?.columns[.loss],
        isUnitTold: knownUnits.contains(.loss))
      : nil
    derivedRole = try assignment.derivedRole(
      required: options.requiredRoles.union(weights?.roles(besides: names) ?? [])
        .union(options.keepsPareto ? [.compute] : []))
    try Self.checkUnits(options.units, assignment: assignment, names: names, file: file)
    let useDescriptor = options.useDescriptorFilters
    filters = (useDescriptor ? dataset?.filters ?? [] : []) + options.filters
    drops = (useDescriptor ? dataset?.dropHighest ?? [] : []) + options.dropHighest
    factor = options.flopPerParameterToken ?? dataset?.conventions.flopPerParameterToken ?? 6
    grouping = options.groupBy ?? dataset?.groupBy
    resampling = options.resampling
    try Self.checkRuns(of: options, assignment: assignment, file: file)
    parameterCounting = assignment.parameterCounting(
      described: columns[.parameters] == dataset?.columns[.parameters]
        ? dataset?.conventions.parameters : nil)
    otherParameters =
      units[.parameters] != nil ? nil : assignment.otherParameters(than: parameterCounting)
    // The evaluation data do not matter if rows are separated by them.
    let separating =
      filters.flatMap { $0.expression.textColumns.map(\.name) } + [grouping].compactMap { $0 }
    let places = assignment.places.values
    evaluations = names.indices.first { place in
      RunTable.namesEvaluation(names[place]) && !separating.contains(names[place])
        && !places.contains(place)
    }
    requests = ColumnRequests(
      names: names, assignment: assignment, derivedRole: derivedRole, lossVariable: lossVariable,
      bindings: options.bindings, file: file)
    try request(options, groupingLocation: options.groupBy == nil ? dataset?.location : nil)
  }

  /// Checks that the table has the fitted column.
  private static func checkResponse(
    _ options: ReadingOptions, names: [String], file: String
  ) throws {
    guard let symbol = options.responseSymbol, let header = options.metric, !names.contains(header),
      header == options.bindings[symbol] ?? symbol
    else { return }
    let near = nearestNames(to: header, in: names).map {
      "\(.column, of: symbol, $0)" as Phrase
    }
    throw Diagnostic(
      origin: options.bindings[symbol] == nil
        ? Origin(file: file) : Origin(.column),
      what: "no column '\(header)', which the law is fitted to",
      why: "the columns of \(file) are \(listed(names))",
      fix: near.isEmpty
        ? "name its column: \(.column, of: symbol, "HEADER")"
        : "did you mean \(enumerated(near, last: "or"))?")
  }

  /// Refuses a unit for a role without a column.
  private static func checkUnits(
    _ units: [ColumnRole: ColumnUnit], assignment: ColumnAssignment, names: [String], file: String
  ) throws {
    guard
      let role = units.keys.sorted(by: { $0.rawValue < $1.rawValue })
        .first(where: { assignment.places[$0] == nil })
    else { return }
    throw Diagnostic(
      origin: Origin(.unit),
      what: "a unit is given for \(role.phrase), but \(file) has no such column",
      why: "the columns are \(listed(names))",
      fix: "name it: \(.column, of: role.rawValue, "HEADER")")
  }

  private mutating func request(
    _ options: ReadingOptions, groupingLocation: Origin?
  ) throws {
    for role in ColumnRole.allCases {
      guard let place = assignment.places[role] else { continue }
      requests.add(place, role == .run || role == .family ? .text : .number)
    }
    if let lossVariable = requests.lossVariable { requests.add(lossVariable, .number) }
    for variable in options.variables {
      let isBound = options.bindings[variable] != nil
      try requests.add(
        named: variable, .number, at: isBound ? Origin(.column) : Origin(file: file),
        isVariable: true)
    }
    if let otherParameters { requests.add(otherParameters.place, .number) }
    for symbol in weightFormula?.expression.symbols ?? [] {
      try requests.add(named: symbol, .number, at: Origin(.weights))
    }
    for filter in filters { try requests.add(filter) }
    for rule in drops { try requests.add(named: rule.column, .number, at: rule.location) }
    if let grouping {
      try requests.add(
        named: grouping, .text, at: groupingLocation ?? Origin(.grouping))
    }
    if let evaluations { requests.add(evaluations, .text) }
    if case .column(let name) = resampling {
      try requests.add(named: name, isNumeric(name) ? .number : .text, at: Origin(.resampling))
    }
    try checkSwept(options)
  }

  /// Refuses swept columns that are not in the table, or that the law depends on.
  private mutating func checkSwept(_ options: ReadingOptions) throws {
    let roles = [ColumnRole.parameters, .tokens, .compute, .loss]
    let fixed =
      roles.compactMap { role in
        assignment.places[role].map { ($0, role == .loss ? "the fitted quantity" : role.phrase) }
      }
      + options.variables.compactMap { variable in
        place(variable).map { ($0, "a variable of the law") }
      } + (grouping.flatMap(place).map { [($0, "the column of groups")] } ?? [])
    for column in options.bestOver {
      try requests.add(named: column, .text, at: Origin(.bestOver))
      if let (_, meaning) = fixed.first(where: { $0.0 == place(column) }) {
        throw Diagnostic(
          origin: Origin(.bestOver), what: "'\(column)' is \(meaning)",
          why: "runs that differ in it are not alternatives to each other",
          fix: "name columns that the law does not depend on, such as a learning rate")
      }
      sweepsFamily = sweepsFamily || place(column) == assignment.places[.family]
    }
  }

  private func place(_ name: String) -> Int? {
    if case .column(let place) = requests.reference(name) { place } else { nil }
  }

  /// Evidence against the assumed units of the chosen columns, one sentence each.
  var doubts: [String] {
    chosen.compactMap { role, header in
      knownUnits.contains(role) || (role == .loss && metric != nil)
        ? nil : HeaderUnit(header: header, role: role).map { (role, header, $0) }
    }.sorted { $0.1 < $1.1 }.map { role, header, unit in
      spelled(
        "'\(header)' is read as \(role.standardUnit), but its name suggests \(unit.meaning): "
          + "\(.unit, of: role.rawValue, quoted: unit.unit) converts it")
    }
  }
}
