import Diagnostics
import Statistics

/// Reads the table of assumptions; its README describes the columns.
///
/// - Throws: `Diagnostic`.
func readAssumptions(at path: String) throws -> [Assumption] {
  let table = try ReferenceTable(
    path: path,
    texts: ["quantity", "applies_to", "precision", "kind", "unit", "source", "evidence"],
    numbers: ["value", "lower", "upper", "level"])
  try table.requireUnique(["quantity", "applies_to", "precision"])
  return try (0..<table.rowCount).map { row in
    let quantity: AssumedQuantity = try table.choice("quantity", row)
    let unit = try table.requiredText("unit", row)
    guard unit == quantity.unit else {
      throw table.fault(
        "unit", row,
        "expected '\(quantity.unit)' as the unit of \(quantity.rawValue), found '\(unit)'",
        fix: "convert the row to '\(quantity.unit)'")
    }
    let precision: NumericPrecision? =
      table.text("precision", row) == nil ? nil : try table.choice("precision", row)
    let subject = try table.requiredText("applies_to", row)
    let distribution = try readDistribution(table, row)
    for column in distributionColumns(distribution) {
      let number = try table.requiredNumber(column, row)
      guard quantity.allows(number) else {
        throw table.fault(
          column, row, "expected \(quantity.requirement), found \(number)",
          why: "\(quantity.reason)")
      }
    }
    return try Assumption(
      quantity: quantity, subject: subject, precision: precision, distribution: distribution,
      source: try table.source(row))
  }
}

/// The kinds of distribution.
private enum DistributionKind: String, CaseIterable {
  case fixed
  case logNormal = "log-normal"
  case triangular
}

/// The columns whose numbers must be possible values of the quantity.
private func distributionColumns(_ distribution: Distribution) -> [String] {
  switch distribution {
  case .fixed, .logNormal, .draws: ["value"]
  case .triangular: ["lower", "value", "upper"]
  }
}

func readDistribution(_ table: ReferenceTable, _ row: Int) throws -> Distribution {
  let kind: DistributionKind = try table.choice("kind", row)
  let value = try table.requiredNumber("value", row)
  if kind == .fixed { return .fixed(value) }

  let lower = try table.requiredNumber("lower", row)
  let upper = try table.requiredNumber("upper", row)
  let level = try table.requiredNumber("level", row)
  guard lower <= value, value <= upper, lower < upper else {
    throw table.fault(
      "value", row, "expected lower ≤ value ≤ upper, found \(lower), \(value), \(upper)")
  }
  if kind == .triangular {
    guard level == 1 else {
      throw table.fault(
        "level", row, "expected 1, found \(level)",
        why: "a triangular distribution is given by its end points, which span all of it")
    }
    return .triangular(lower: lower, mode: value, upper: upper)
  }
  guard lower > 0 else {
    throw table.fault(
      "lower", row, "expected a positive number, found \(lower)",
      why: "a log-normal quantity is positive")
  }
  guard level > 0, level < 1 else {
    throw table.fault(
      "level", row, "expected a share between 0 and 1, found \(level)",
      why: "a log-normal distribution is given by a central interval and the share it covers")
  }
  return .logNormal(median: value, lower: lower, upper: upper, level: level)
}
