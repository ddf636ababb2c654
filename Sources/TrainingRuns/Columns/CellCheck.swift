import Diagnostics
import Tables

/// The requirements on the cells of a column.
struct CellCheck {
  enum Need {
    case power
    case loss
    case weight
    case rank
    case variable
    case response
  }

  /// The column's header; `nil` if the values were computed.
  var header: String?
  var values: [Double]
  var slot: Int?
  var need: Need
  var role: ColumnRole?
  /// The formula that gave the values, if it is the user's.
  var formula: String?

  func accepts(_ value: Double) -> Bool {
    switch need {
    case .power, .loss: value > 0 && value.isFinite
    case .weight: value >= 0 && value.isFinite
    case .rank, .variable, .response: value.isFinite
    }
  }

  func error(row: Int, columns: ColumnsRead) -> Diagnostic {
    let table = columns.table
    let remedy: Phrase = "or pass \(.invalidRows, "skip")"
    guard let header, let slot else {
      return Diagnostic(
        origin: Origin(file: columns.requests.file, line: table.line(ofRow: row)),
        what: "\(role?.phrase ?? "a value") computed as \(formula ?? identity(role)): "
          + "expected \(expected), found \(values[row])",
        why: reason, fix: "correct the row, \(remedy)")
    }
    let text = table.cellText(row: row, column: slot)
    let found = text.allSatisfy(\.isWhitespace) ? "an empty cell" : Diagnostic.quote(text)
    return Diagnostic(
      origin: table.location(row: row, column: slot),
      what: "column '\(header)': expected \(expected), found \(found)",
      why: reason, fix: "correct the cell, \(remedy)")
  }

  private var expected: String {
    switch need {
    case .power, .loss: "a positive number"
    case .weight: "a finite number of at least 0"
    case .rank, .variable, .response: "a finite number"
    }
  }

  private var reason: Phrase {
    switch need {
    case .power: "N, D and C are bases of powers"
    case .loss: "residuals are taken in log space"
    case .weight: "it multiplies the row's term in the objective"
    case .rank: "it ranks the rows for dropping the highest"
    case .variable: "it is a variable of the law"
    case .response: "it is the fitted quantity"
    }
  }

  private func identity(_ role: ColumnRole?) -> String {
    switch role {
    case .tokens: "C/(kN)"
    case .parameters: "C/(kD)"
    default: "kND"
    }
  }
}
