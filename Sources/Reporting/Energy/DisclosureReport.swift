import Documents
public import EnergyModel
import Statistics

/// A disclosure, in the forms that `echelle energy disclose` writes.
public struct DisclosureReport: Report, Sendable {
  private let disclosure: Disclosure

  /// A report of a disclosure.
  public init(_ disclosure: Disclosure) {
    self.disclosure = disclosure
  }

  private static let titles: [Disclosure.Form: String] = [
    .euGPAI: "Technical documentation by Annex XI of Regulation (EU) 2024/1689",
    .sciAI: "Software Carbon Intensity by ISO/IEC 21031:2024, for training",
    .modelCard: "Environmental impact",
  ]

  /// Text: a line for each field, unknown ones marked.
  public func text() -> String {
    var table = TextTable([.left, .right, .left, .left, .left])
    for field in disclosure.fields {
      table.add([
        field.title,
        field.text ?? field.estimate.map { NumberText.significant($0.value) }
          ?? "[to be filled in]",
        field.estimate?.interval.map { NumberText.interval($0) { NumberText.significant($0) } }
          ?? "", field.unit ?? "",
        [field.status.rawValue, field.clause].compactMap { $0 }.joined(separator: "; "),
      ])
    }
    let title = Self.titles[disclosure.form] ?? disclosure.form.rawValue
    let level = NumberText.percent(disclosure.level)
    return
      ([title] + table.lines(indent: "  ")
      + disclosure.statements.map { "note: \($0)" }
      + ["note: ranges are \(level) intervals; this is an estimate, not legal advice"]).text
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
