import Diagnostics
import Escaping
import Tables
import TrainingRuns

extension LogFormat {
  /// An exported Weights & Biases project table: one row per run.
  public static let wandbRuns = LogFormat(rawValue: "wandb-runs")
  /// The history of a Weights & Biases run: one row per logged step, numbered by `_step`.
  public static let wandbHistory = LogFormat(rawValue: "wandb-history")
}

/// The runs of a tabular log: from Weights & Biases, Lightning, or another program.
struct TableLogs {
  let table: LogTable
  let path: String
  let runName: String
  let isJSON: Bool

  /// The headers that count steps, most specific first.
  static let stepNames = [
    "_step", "step", "global_step", "train/global_step", "trainer/global_step", "iteration", "iter",
    "iterations", "steps", "train/step", "train_step", "current_step",
    "current_steps",
  ]
  static let runNames = [
    "run", "run_name", "run name", "name", "run_id", "run id", "experiment", "exp_name", "model",
    "model_name",
  ]

  /// The runs in the table.
  ///
  /// - Throws: `Diagnostic` if the rows are neither runs nor steps.
  func logs() throws -> [RunLog] {
    if let logs = panelLogs() { return logs }
    let run = table.place(of: Self.runNames)
    let state = table.place(of: ["state", "status"])
    let step = table.place(of: Self.stepNames)
    if let run, isTableOfRuns(run, step: step, state: state) {
      return table.lines.indices.map { runOfRow($0, run: run, state: state) }
    }
    let tokens = table.names.firstIndex { ColumnRole.tokens.pattern.matches($0) }
    guard let header = (step ?? tokens ?? table.place(of: ["epoch"])).map({ table.names[$0] })
    else {
      throw Diagnostic(
        origin: Origin(file: path), what: "no step column",
        why:
          "a log has one row per step; the columns are \(listed(table.names))",
        fix:
          "if it has one row per run, it is a table of runs, not a log; otherwise rename the column "
          + "of the step to 'step'")
    }
    let groups = run.map { rowsByText(of: $0) } ?? [(runName, Array(table.lines.indices))]
    return groups.map { name, rows in
      var log = RunLog(
        name: name, path: path, format: format(step: step), records: records(rows))
      log.stepName = header
      log.plannedSteps = log.setting(["total_steps", "max_steps", "train_iters", "max_iters"])
      if log.format == .lightning { log.stepOffset = 1 }
      log.notes = table.notes
      if step == nil, tokens == nil { log.countEpochs() }
      return log
    }
  }

  private func format(step: Int?) -> LogFormat {
    let names = Set(table.names)
    if names.contains("_step") || names.contains("_runtime") { return .wandbHistory }
    if isJSON { return .jsonLines }
    return names.isSuperset(of: ["step", "epoch"]) ? .lightning : .csv
  }

  /// Whether each row is a run: it has the run's state, or no name is repeated.
  private func isTableOfRuns(_ run: Int, step: Int?, state: Int?) -> Bool {
    if state != nil, !table.names.contains("_step") { return true }
    let names = table.lines.indices.map { ExactText(table.text($0, run)) }
    return Set(names).count == names.count && names.count > 1
  }

  private func runOfRow(_ row: Int, run: Int, state: Int?) -> RunLog {
    var values: [(name: String, value: Double)] = []
    var settings: [String: String] = [:]
    for (place, name) in table.names.enumerated() {
      let text = table.text(row, place)
      guard !text.isEmpty else { continue }
      settings[name] = text
      if let value = parseQuantity(text) { values.append((name, value)) }
    }
    var records = LogRecords()
    records.append(values, line: table.lines[row])
    var log = RunLog(
      name: table.text(row, run), path: path, format: state == nil ? .csv : .wandbRuns,
      records: records)
    log.settings = settings
    log.reportedState = state.map { table.text(row, $0).lowercased() }
    // In a table of runs, 'steps' is a setting if another column has the completed steps.
    let steps =
      table.place(of: Self.stepNames.filter { $0 != "steps" }) ?? table.place(of: ["steps"])
    log.stepName = steps.map { table.names[$0] }
    if let made = log.stepName, made != "steps" { log.plannedSteps = log.constant("steps") }
    log.notes = row == table.lines.count - 1 ? table.notes : []
    return log
  }

  private func rowsByText(of column: Int) -> [(name: String, rows: [Int])] {
    var names: [ExactText] = []
    var rows: [ExactText: [Int]] = [:]
    for row in table.lines.indices {
      let name = ExactText(table.text(row, column))
      if rows[name] == nil { names.append(name) }
      rows[name, default: []].append(row)
    }
    return names.map { ($0.text, rows[$0] ?? []) }
  }

  private func records(_ rows: [Int]) -> LogRecords {
    let whole = LogRecords(
      lines: table.lines,
      columns: table.names.enumerated().map { ($1, table.numbers($0)) }
        .filter { $0.1.contains { $0 != nil } })
    return rows.count == table.lines.count ? whole : whole.picking(rows)
  }
}
