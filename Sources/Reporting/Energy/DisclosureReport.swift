import Documents
public import EnergyModel
import Foundation
import Statistics

/// A disclosure, in the forms that `echelle energy disclose` writes.
public struct DisclosureReport: Report, Sendable {
  private let disclosure: Disclosure

  /// A report of a disclosure.
  public init(_ disclosure: Disclosure) {
    self.disclosure = disclosure
  }

  private static let titles: [Disclosure.Form: String] = [
    .euGPAI: "Technical documentation under Annex XI of Regulation (EU) 2024/1689",
    .sciAI: "Software Carbon Intensity of training (ISO/IEC 21031:2024)",
    .modelCard: "Environmental impact",
  ]

  /// Text: a row for each field; unknown ones are left to be filled in.
  public func text() -> String {
    var table = TextTable([.left, .left, .left, .left])
    let clauses = disclosure.fields.compactMap(\.clause)
    let common = Self.commonStart(clauses)
    table.add(["field", "value", "status", clauses.isEmpty ? "" : "clause"])
    for field in disclosure.fields {
      table.add([
        field.title, Self.value(field) ?? "[to be filled in]", field.status.rawValue,
        String((field.clause ?? "").dropFirst(common.count)),
      ])
    }
    let title = Self.titles[disclosure.form] ?? disclosure.form.rawValue
    let level = NumberText.percent(disclosure.level)
    let place = common.isEmpty ? [] : ["  clauses are those of \(common.dropLast(2))"]
    return
      ([title] + table.lines(indent: "  ") + place
      + disclosure.statements.map { "note: \($0)" }
      + ["note: brackets give \(level) intervals; this is an estimate, not legal advice"]).text
  }

  /// What clauses have in common up to a comma, such as `Annex XI, section 1, `.
  private static func commonStart(_ clauses: [String]) -> String {
    guard let first = clauses.first else { return "" }
    let parts = first.components(separatedBy: ", ").dropLast()
    let starts = (0...parts.count).map { parts.prefix($0).map { "\($0), " }.joined() }
    return starts.last { start in clauses.allSatisfy { $0.hasPrefix(start) } } ?? ""
  }

  /// The units that are counted, whose numbers are written in thousands, millions, billions.
  private static let counted = ["parameters", "tokens", "training tokens", "accelerator-hours"]

  /// The value of a field with its interval and unit; `nil` where it is not known.
  private static func value(_ field: Disclosure.Field) -> String? {
    if let text = field.text { return text }
    guard let estimate = field.estimate else { return nil }
    let isCount = field.unit.map(counted.contains) ?? false
    func number(_ value: Double) -> String {
      isCount ? NumberText.count(value) : NumberText.rounded(value)
    }
    let interval = estimate.interval.map { NumberText.interval($0, number) }
    return [number(estimate.value), interval, field.unit].compactMap { $0 }
      .joined(separator: " ")
  }

  /// JSON: every field, null where it is not known.
  public func json() throws -> String {
    try DisclosureDocument(disclosure).json()
  }

  /// CSV: a line for each field.
  public func csv() -> String {
    var csv = CSVText(header: [
      "field", "clause", "status", "text", "value", "lower", "upper", "level", "unit",
    ])
    for field in disclosure.fields {
      csv.add([
        field.title, field.clause, field.status.rawValue, field.text,
        CSVText.number(field.estimate?.value), CSVText.number(field.estimate?.interval?.lower),
        CSVText.number(field.estimate?.interval?.upper),
        CSVText.number(field.estimate?.interval?.level), field.unit,
      ])
    }
    return csv.text
  }
}
