import Documents
public import ScalingLaws

/// Laws of the literature, in the forms that `echelle laws list` and `laws show` write.
public struct LawsReport: Report, Sendable {
  private let laws: [CataloguedLaw]
  private let isDetailed: Bool

  /// A report of laws: the whole description of each, or a line for each.
  public init(_ laws: [CataloguedLaw], isDetailed: Bool) {
    self.laws = laws
    self.isDetailed = isDetailed
  }

  /// JSON: the descriptions, in full precision.
  public func json() throws -> String {
    try LawsDocument(laws).json()
  }

  /// CSV: a row for each coefficient of each published set; one without a value where nothing was
  /// published.
  public func csv() -> String {
    LawsDocument(laws).csv()
  }

  /// Text: a table, or the description of each law.
  public func text() -> String {
    guard isDetailed else {
      var table = TextTable([.left, .left, .right])
      table.add(["name", "what it predicts", "published fits"])
      for law in laws { table.add([law.name, law.title, "\(law.published.count)"]) }
      return table.lines().text
    }
    return laws.map { LawText(law: $0).lines.text }.joined(separator: "\n")
  }
}
