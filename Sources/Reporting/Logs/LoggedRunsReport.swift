public import Documents
import Escaping
public import TrainingLogs
import TrainingRuns

/// Runs read from logs, in the forms that `echelle runs` writes.
///
/// CSV has a row for each run, or for each of its checkpoints, under headers that `echelle fit` and
/// `echelle envelope` read.
public struct LoggedRunsReport: Report, Sendable {
  let runs: LoggedRuns
  let failures: [FailedDataset]
  /// The files in folders that are not logs.
  let otherFiles: [String]
  /// What in folders could not be read.
  let passedOver: [LogFolder.PassedOver]

  /// A report of runs, of the logs that could not be read, and of the files that are not logs.
  public init(
    _ runs: LoggedRuns, failures: [FailedDataset], otherFiles: [String],
    passedOver: [LogFolder.PassedOver] = []
  ) {
    self.passedOver = passedOver
    self.runs = runs
    self.failures = failures
    self.otherFiles = otherFiles
  }

  /// JSON: everything found, in full precision.
  public func json() throws -> String {
    try RunsDocument(
      runs, failures: failures, otherFiles: otherFiles, passedOver: passedOver
    ).json()
  }

  /// CSV: a row for each run, or for each checkpoint.
  public func csv() -> String {
    var csv = CSVText(header: [
      "run", "N", "D", "loss", "step", "learning_rate", "annealed", "status", "format", "loss_name",
      "file", "notes",
    ])
    for run in runs.runs {
      for checkpoint in rows(run) {
        csv.add([
          run.name, CSVText.number(run.parameterCount), CSVText.number(checkpoint?.tokens),
          CSVText.number(checkpoint?.loss), CSVText.number(checkpoint?.step ?? run.lastStep),
          CSVText.number(checkpoint?.learningRate), Self.answer(checkpoint?.isAnnealed),
          run.status.rawValue, run.format.rawValue, run.lossName, run.path,
          run.notes.joined(separator: "; "),
        ])
      }
    }
    return csv.text
  }

  /// Text: a line for each run, and what was noticed.
  public func text() -> String { text(on: .plain) }

  /// Text: the table alone where the page is brief.
  public func text(on page: TextPage) -> String {
    var table = TextTable([.left, .right, .right, .right, .right, .left, .left, .left])
    table.add(["run", "N", "D", "loss", "step", "annealed", "status", "format"])
    for run in runs.runs {
      let checkpoint = run.final
      table.add([
        run.name, Self.count(run.parameterCount), Self.count(checkpoint?.tokens),
        checkpoint.map { NumberText.significant($0.loss, digits: 5) } ?? "–",
        (checkpoint?.step ?? run.lastStep).map { NumberText.fixed($0, decimals: 0) } ?? "–",
        Self.answer(checkpoint?.isAnnealed), run.status.rawValue, run.format.rawValue,
      ])
    }
    var lines = table.lines()
    let isWhole = runs.runs.allSatisfy { run in
      run.parameterCount != nil && run.final?.tokens != nil && run.final != nil
    }
    if !isWhole { lines.append("–: not in the log") }
    if !page.isBrief { lines += remarks }
    return lines.text
  }

  /// What was noticed, run by run, and what was left out.
  public var remarks: [String] {
    var lines: [String] = []
    let noted = runs.runs.filter { !$0.notes.isEmpty }
    if !noted.isEmpty { lines.append("") }
    for run in noted {
      lines += run.notes.map { "\(run.name): \($0)" }
    }
    return lines + warnings
  }

  /// What a reader of the rows alone would miss.
  public var warnings: [String] { runs.warnings + leftOut }

  /// What is not among the rows.
  private var leftOut: [String] {
    var lines: [String] = []
    if !runs.leftOut.isEmpty {
      lines.append(
        "excluded, because the learning rate was not annealed or is unknown: "
          + runs.leftOut.joined(separator: ", "))
    }
    if !otherFiles.isEmpty {
      lines.append("not logs: " + otherFiles.joined(separator: ", "))
    }
    if !passedOver.isEmpty {
      lines.append(
        "skipped: "
          + passedOver.map { "\($0.path.escapingControlCharacters()) (\($0.reason))" }
          .joined(separator: ", "))
    }
    return lines
  }

  private func rows(_ run: LoggedRun) -> [LoggedRun.Checkpoint?] {
    runs.options.keepsCurves ? run.checkpoints : [run.final]
  }

  private static func answer(_ value: Bool?) -> String {
    value.map { $0 ? "yes" : "no" } ?? "unknown"
  }

  private static func count(_ value: Double?) -> String {
    value.map { NumberText.count($0) } ?? "–"
  }
}
