public import ArgumentParser
import Diagnostics
import ScalingLaws
import Tables
public import TrainingRuns

/// How tables of runs are read.
struct ReadingArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Column for a role, as in tokens=train_tokens (repeatable).",
      discussion: """
        Roles: parameters, tokens, compute, loss, run, family, step, weight. Variables of the law are \
        assigned in the same way, as in U=unique_tokens.
        """,
      valueName: "role=header"))
  var columns: [String] = []

  @Option(
    help: ArgumentHelp(
      "Unit of a column, as in tokens=billions (repeatable).",
      discussion: """
        tokens, parameters: thousands, millions, billions, trillions; tokens also sequences*2048 and \
        steps*524288. compute: macs, forward, forward-macs, gigaflop to zettaflop, petaflop-days. loss: \
        bits, bits*4.2 (per byte, at 4.2 bytes per token), perplexity. A plain number is a factor.
        """, valueName: "role=unit"))
  var unit: [String] = []

  @Option(
    help: ArgumentHelp(
      "Weight of each run: a column, or a formula over columns, as in 'sqrt(N)' or '1 / sigma^2'.",
      valueName: "column|formula"))
  var weights: String?

  @Option(
    name: .customLong("flop-per-parameter-token"),
    help: ArgumentHelp(
      "k in C = k·N·D, if one of the three is computed. (default: the dataset's, else 6)",
      valueName: "k"))
  var flopPerParameterToken: Double?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Keep only rows that meet a condition, as in 'loss < 3.4 and family == \"Dense\"' (repeatable).",
      valueName: "condition"))
  var conditions: [String] = []

  @Option(
    name: .customLong("best-over"),
    help: ArgumentHelp(
      "Keep only the best run over these columns, as in lr,batch.",
      discussion: """
        Runs compete if they agree in N, D, C, the other variables of the law, the family and the group. \
        Keeping minima biases the loss downward, which a remark says.
        """,
      valueName: "column,…"))
  var bestOver: String?

  @Flag(
    name: .customLong("pareto"),
    help: "Keep only runs that no run of their group with at most their compute beats.")
  var keepsPareto = false

  @Option(
    name: .customLong("drop-highest"),
    help: ArgumentHelp(
      "Drop the rows with the highest values, as in loss:5 (repeatable).",
      valueName: "column:count"))
  var dropHighest: [String] = []

  @Flag(
    name: .customLong("no-filters"),
    help: "Ignore the filters and drop rules in the dataset's description.")
  var ignoresDescriptorFilters = false

  @Option(
    name: .customLong("redraw-drops"),
    help: ArgumentHelp(
      "Drop the highest rows again in each bootstrap replicate. (default: the dataset's, else yes)",
      valueName: "yes|no"))
  var redrawDrops: YesOrNo?

  @Option(name: .customLong("invalid-rows"), help: "How to treat unusable rows.")
  var invalidRows: ReadingOptions.InvalidRows = .fail

  @Option(
    name: .customLong("group-by"),
    help: ArgumentHelp("Fit each group of rows separately.", valueName: "column"))
  var groupBy: String?

  /// The options as the reader takes them.
  func options() throws -> ReadingOptions {
    var options = ReadingOptions()
    try Self.refuseRepeated(columns, option: "--columns")
    try Self.refuseRepeated(unit, option: "--unit")
    for column in columns { try options.setColumn(parsing: column, mayBeVariable: true) }
    for unit in unit { try options.setUnit(parsing: unit) }
    if let weights {
      guard options.columns[.weight] == nil else {
        throw Diagnostic(
          origin: Origin(option: "--weights"),
          what: "--columns weight=\(options.columns[.weight] ?? "") also names the weights",
          why: "a run has one weight", fix: "leave out one of the two")
      }
      options.weights = weights
    }
    options.bestOver = try sweptColumns()
    options.keepsPareto = keepsPareto
    options.flopPerParameterToken = flopPerParameterToken
    options.filters = try conditions.map { try RowFilter(parsing: $0) }
    options.dropHighest = try dropHighest.map { try DropHighest(parsing: $0) }
    options.useDescriptorFilters = !ignoresDescriptorFilters
    options.invalidRows = invalidRows
    options.groupBy = groupBy
    options.redrawDrops = redrawDrops.map { $0 == .yes }
    return options
  }

  /// Refuses columns for the names and steps of runs in commands that do not use them.
  ///
  /// - Parameter roles: Which of run, family and step the command uses.
  /// - Throws: `Diagnostic`.
  func checkRoles(used roles: Set<ColumnRole>) throws {
    let idle = try options().columns
      .filter { [.run, .family, .step].contains($0.key) && !roles.contains($0.key) }
      .sorted { $0.key.rawValue < $1.key.rawValue }
    guard let (role, header) = idle.first else { return }
    throw Diagnostic(
      origin: Origin(option: "--columns"),
      what: "\(role.rawValue)=\(header) has no effect here",
      why: "this result does not depend on the \(role.rawValue) of a row",
      fix: "leave it out; to fit or select by a column use --group-by or --where")
  }

  /// Refuses options of filters and drops that the table does not have.
  ///
  /// - Parameters:
  ///   - table: The runs that were read with these options.
  ///   - dataset: What describes the table, where something does.
  ///   - replicateCount: The number of bootstrap replicates.
  /// - Throws: `Diagnostic` with the option at fault.
  func checkEffect(
    on table: RunTable, described dataset: DatasetDescriptor?, replicateCount: Int
  ) throws {
    func idle(_ option: String, _ why: Phrase) -> Diagnostic {
      Diagnostic(
        origin: Origin(option: option), what: "has no effect on \(table.printableName)",
        why: why, fix: "leave it out")
    }
    if ignoresDescriptorFilters,
      (dataset?.filters ?? []).isEmpty, (dataset?.dropHighest ?? []).isEmpty
    {
      throw idle("--no-filters", "its description has no filters and drops no rows")
    }
    if let formula = table.weightFormula, let first = table.weight?.first,
      !table.isWeighted(Array(0..<table.count))
    {
      throw idle("--weights", "\(formula) is \(plain(first)) for every run")
    }
    for selection in table.selections {
      let (kept, all) = table.counts(of: selection)
      guard kept == all else { continue }
      switch selection {
      case .bestOver:
        throw idle("--best-over", "no two runs agree in N, D and the other variables of the law")
      case .pareto: throw idle("--pareto", "no run with at most the compute of another beats it")
      }
    }
    switch table.resampling {
    case .automatic, .rows: break
    case .runs, .column:
      guard table.units(of: Array(0..<table.count)).name == ResamplingUnit.rows.name else { break }
      throw idle("--resample", "every row is a unit of its own")
    }
    guard redrawDrops != nil else { return }
    if table.dropRules.isEmpty {
      throw idle("--redraw-drops", "no highest rows are dropped from it")
    }
    if replicateCount == 0 {
      throw idle("--redraw-drops", "--bootstrap 0 makes no replicates")
    }
  }

  /// The columns of --best-over.
  private func sweptColumns() throws -> [String] {
    let columns = (bestOver?.split(separator: ",", omittingEmptySubsequences: false) ?? [])
      .map(String.init)
    for (index, column) in columns.enumerated()
    where column.isEmpty || columns[..<index].contains(column) {
      throw Diagnostic(
        origin: Origin(option: "--best-over"),
        what: column.isEmpty
          ? "expected columns with commas between them, found '\(bestOver ?? "")'"
          : "'\(column)' is named twice",
        fix: column.isEmpty ? "write it as in --best-over lr,batch" : "leave one of them out")
    }
    return columns
  }

  /// Refuses a role that is named twice, by its name or its symbol.
  private static func refuseRepeated(_ texts: [String], option: String) throws {
    var seen: Set<String> = []
    for text in texts {
      let name = String(text.prefix { $0 != "=" })
      guard seen.insert(ColumnRole(name: name)?.rawValue ?? name).inserted else {
        throw Diagnostic(
          origin: Origin(option: option), what: "'\(name)' is named twice",
          why: "a role has one column or unit", fix: "leave one of them out")
      }
    }
  }

  /// The options that were given, by name: they have no effect where no table is read.
  var given: [String] {
    let options: [(String, Bool)] = [
      ("--columns", !columns.isEmpty), ("--unit", !unit.isEmpty),
      ("--weights", weights != nil),
      ("--flop-per-parameter-token", flopPerParameterToken != nil),
      ("--where", !conditions.isEmpty), ("--best-over", bestOver != nil),
      ("--pareto", keepsPareto), ("--drop-highest", !dropHighest.isEmpty),
      ("--no-filters", ignoresDescriptorFilters), ("--redraw-drops", redrawDrops != nil),
      ("--group-by", groupBy != nil),
    ]
    let words = CommandLineWords.current
    return options.filter(\.1).map(\.0) + ["--invalid-rows"].filter(words.contains)
  }

  func validate() throws {
    if let factor = flopPerParameterToken, !(factor > 0 && factor.isFinite) {
      throw ValidationError("--flop-per-parameter-token needs a positive number, such as 6")
    }
    if let factor = flopPerParameterToken {
      try QuantityBounds.check(factor, option: "--flop-per-parameter-token")
    }
  }
}

enum YesOrNo: String, ExpressibleByArgument, CaseIterable {
  case yes, no
}

extension ReadingOptions.InvalidRows: ExpressibleByArgument {}
