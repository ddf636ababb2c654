import Diagnostics
import Tables

extension ReadingPlan {
  /// The labels of the units of the rows `kept`, where a column was chosen for them.
  func unitLabels(_ columns: ColumnsRead, kept: [Int]) -> [String]? {
    guard case .column(let name) = resampling else { return nil }
    if isNumeric(name) {
      let numbers = columns.numbers(named: name)
      return kept.map { "\(numbers[$0])" }
    }
    let texts = columns.texts(named: name)
    // 0.1 and 0.10 are the same setting.
    return kept.map { row in Double(texts[row]).map { "\($0)" } ?? texts[row] }
  }

  /// Whether a column is one of N, D, C and L, whose texts may have units.
  func isNumeric(_ name: String) -> Bool {
    switch requests.reference(name) {
    case .derived: true
    case .column(let place):
      [ColumnRole.parameters, .tokens, .compute, .loss].contains {
        assignment.places[$0] == place
      }
    case nil: false
    }
  }

  /// Refuses whole runs as units where no column names the run of a row.
  static func checkRuns(of options: ReadingOptions, assignment: ColumnAssignment, file: String)
    throws
  {
    guard options.resampling == .runs, assignment.places[.run] == nil else { return }
    throw Diagnostic(
      origin: Origin(.resampling), what: "no column of \(file) names the run of a row",
      why: "the rows of a run are resampled together",
      fix: "name the column: \(.column, of: ColumnRole.run.rawValue, "HEADER")")
  }
}
