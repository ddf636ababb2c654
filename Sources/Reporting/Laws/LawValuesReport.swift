import Documents
public import ScalingLaws

/// What a law of the literature predicts for models, in the forms that `echelle laws evaluate` writes.
public struct LawValuesReport: Report, Sendable {
  /// What the law predicts for a model with a set of coefficients.
  public struct Row: Sendable {
    /// The set's label.
    public var label: String
    /// The variables of the model.
    public var point: [ScalingLaw.Variable: Double]
    /// The prediction.
    public var value: Double
    /// How far the rounding of the coefficients moves it, where that is known.
    public var rounding: RoundingEffect?

    /// A row.
    public init(
      label: String, point: [ScalingLaw.Variable: Double], value: Double,
      rounding: RoundingEffect?
    ) {
      self.label = label
      self.point = point
      self.value = value
      self.rounding = rounding
    }
  }

  private let law: CataloguedLaw
  private let rows: [Row]

  /// A report of what `law` predicts.
  public init(_ law: CataloguedLaw, rows: [Row]) {
    self.law = law
    self.rows = rows
  }

  /// Text: a table with a row for each set of coefficients and model.
  public func text() -> String {
    var table = TextTable([.left, .left, .right, .left])
    table.add(["coefficients", "at", "value", "range allowed by rounding"])
    for row in rows {
      table.add([
        row.label, LawFigures.pointText(row.point, of: law),
        NumberText.significant(row.value, digits: 5),
        row.rounding.map {
          "\(NumberText.significant($0.range.lowerBound, digits: 5)) to "
            + NumberText.significant($0.range.upperBound, digits: 5)
        } ?? "–",
      ])
    }
    let unknown = rows.contains { $0.rounding == nil }
    return
      (["\(law.name): \(law.figure)"] + table.lines(indent: "  ")
      + (unknown ? ["  –: the coefficients are not rounded"] : [])).text
  }

  /// JSON: the values, in full precision.
  public func json() throws -> String {
    try LawValuesDocument(
      law,
      values: rows.map {
        .init(label: $0.label, point: $0.point, value: $0.value, rounding: $0.rounding?.range)
      }
    ).json()
  }

  /// CSV: a row for each set of coefficients and model, with a column for each variable.
  public func csv() -> String {
    let variables = law.law.variables
    var csv = CSVText(
      header: ["law", "coefficients"] + variables.map(\.symbol)
        + ["value", "rounding_lower", "rounding_upper"])
    for row in rows {
      csv.add(
        [law.name, row.label] + variables.map { CSVText.number(row.point[$0]) }
          + [row.value, row.rounding?.range.lowerBound, row.rounding?.range.upperBound]
          .map(CSVText.number))
    }
    return csv.text
  }
}
