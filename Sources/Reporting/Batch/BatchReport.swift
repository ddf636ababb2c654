public import Documents
import Escaping
import Statistics
import Tables

/// A batch in the forms that `echelle batch` writes.
public struct BatchReport: Report, Sendable {
  /// The batch.
  public var record: BatchRecord

  /// The most fits that are listed in text.
  static let listedLimit = 50

  /// A report of `record`.
  public init(_ record: BatchRecord) {
    self.record = record
  }

  /// JSON: the record.
  public func json() throws -> String { try record.json() }

  /// The symbols of all fits, in the order in which they first appear.
  var symbols: [String] {
    var seen: Set<String> = []
    return record.items.flatMap { $0.fit?.coefficients.map(\.symbol) ?? [] }
      .filter { seen.insert($0).inserted }
  }

  /// CSV: a row for each item, with value, standard error and interval of every coefficient of any fit.
  public func csv() -> String {
    let symbols = symbols
    var csv = CSVText(
      header: [
        "name", "dataset", "subset", "group", "law", "objective", "status", "used",
        "objective_value", "converged",
      ] + symbols.flatMap { [$0, "\($0)_standard_error", "\($0)_lower", "\($0)_upper"] }
        + ["file", "error", "severity", "remarks"])
    for item in record.items {
      let estimates = item.estimates
      csv.add(
        [
          item.name, item.dataset, item.subset, item.group, item.law, item.objective,
          item.fit == nil ? "failed" : "done", item.fit.map { "\($0.used)" },
          CSVText.number(item.fit?.objectiveValue), item.fit.map { "\($0.converged)" },
        ]
          + symbols.flatMap { symbol in
            let estimate = estimates[symbol]
            return [
              CSVText.number(estimate?.value), CSVText.number(estimate?.standardError),
              CSVText.number(estimate?.interval?.lower), CSVText.number(estimate?.interval?.upper),
            ]
          } + [
            item.file, item.error, item.fit?.remarks.gravest?.rawValue, item.fit?.remarks.codeList,
          ])
    }
    return csv.text
  }

  /// Text: a row for each of the first fits, and the total.
  public func text() -> String { text(on: .plain) }

  /// Text: a row for each of the first fits, their remarks, and the total.
  public func text(on page: TextPage) -> String {
    let done = record.items.count - record.failures.count
    let count = "\(done) of \(record.items.count) fits done"
    let shown = record.items.filter { $0.fit != nil }.prefix(Self.listedLimit)
    guard !shown.isEmpty else { return count + "\n" }
    let symbols = symbols
    var table = TextTable([.left, .right] + symbols.map { _ in .left } + [.right])
    table.add(["fit", "used"] + symbols + ["objective"])
    for item in shown {
      guard let fit = item.fit else { continue }
      let estimates = item.estimates
      table.add(
        [item.name.escapingControlCharacters(), "\(fit.used)"]
          + symbols.map { estimates[$0]?.shortText ?? "" }
          + [NumberText.scientific(fit.objectiveValue, digits: 5)])
    }
    let more = done - shown.count
    return
      (table.lines().lines()
      + RemarkText.lines(of: shown.map { ($0.name, $0.fit?.remarks ?? []) }).section
      + ["", more > 0 ? "\(count); \(more) more are in summary.csv" : count].lines())
      .text(on: page)
  }
}

extension BatchItem {
  /// The estimates by symbol.
  var estimates: [String: Estimate] {
    Dictionary(
      (fit?.coefficients ?? []).map { ($0.symbol, $0.estimate) }, uniquingKeysWith: { $1 })
  }
}

extension Estimate {
  /// The value with its standard error, in the digits of the error.
  var shortText: String {
    guard let error = standardError, let decimals = NumberText.decimals(forError: error) else {
      return NumberText.significant(value, digits: 4)
    }
    return NumberText.fixed(value, decimals: decimals) + " ± "
      + NumberText.fixed(error, decimals: decimals)
  }
}
