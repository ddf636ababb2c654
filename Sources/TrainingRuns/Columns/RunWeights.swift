import Diagnostics
import Formulas
import Tables

/// Where the weights of runs come from: a column, or a formula over columns.
enum RunWeights {
  /// The column with this header.
  case column(String)
  /// A formula such as `1 / sigma^2`; its names are headers, or N, D, C and L.
  case formula(Formula)

  /// The weights that `text` names in a table with the columns `names`; a header is never read as a formula.
  ///
  /// - Throws: `Diagnostic` if it is neither, or a formula without a column.
  init(_ text: String, names: [String]) throws {
    guard !names.contains(text) else {
      self = .column(text)
      return
    }
    let formula: Formula
    do {
      formula = try Formula(parsing: text)
    } catch {
      var fault = error.diagnostic
      fault.origin = Origin(.weights)
      throw fault
    }
    guard formula.leftSide == nil else {
      throw Self.fault("'\(text)' has a left side", fix: "leave out what is before the =")
    }
    guard !formula.expression.symbols.isEmpty else {
      throw Self.fault(
        "'\(text)' is the same for every run", why: "equal weights change nothing",
        fix: "leave it out, or use a column in it")
    }
    let isWord = formula.expression.symbols == [text]
    self = isWord && ColumnRole(name: text)?.symbol != text ? .column(text) : .formula(formula)
  }

  /// The header, if the weights are a column.
  var header: String? {
    if case .column(let header) = self { header } else { nil }
  }

  /// The formula, if there is one.
  var formula: Formula? {
    if case .formula(let formula) = self { formula } else { nil }
  }

  /// N, D and C among the names of the formula that are no headers.
  func roles(besides names: [String]) -> Set<ColumnRole> {
    let symbols = formula?.expression.symbols ?? []
    return Set(
      symbols.filter { !names.contains($0) }.compactMap { ColumnRole(name: $0) }
        .filter { [.parameters, .tokens, .compute].contains($0) })
  }

  private static func fault(_ what: Phrase, why: Phrase? = nil, fix: Phrase) -> Diagnostic {
    Diagnostic(origin: Origin(.weights), what: what, why: why, fix: fix)
  }
}

extension ColumnsRead {
  /// The values of a formula in every row.
  func values(of formula: Formula) -> [Double] {
    let columns = Dictionary(
      uniqueKeysWithValues: formula.expression.symbols.map { ($0, numbers(named: $0)) })
    return (0..<table.rowCount).map { row in
      formula.expression.value { columns[$0]?[row] ?? .nan }
    }
  }
}
