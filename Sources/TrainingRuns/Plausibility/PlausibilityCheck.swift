import Diagnostics
import Tables

/// Refuses columns that contradict their headers: swapped columns, and counts in thousands,
/// millions or billions without a unit.
///
/// It refuses only clear cases: nearly every row is impossible as a training run, and plausible if
/// two columns are swapped or a unit is applied. An explicit unit, even 1, disables
/// the check.
struct PlausibilityCheck {
  let columns: ColumnsRead
  let plan: ReadingPlan
  /// The kept rows.
  let rows: [Int]

  /// The share of rows that must be implausible, and plausible after the change.
  private static let share = 0.9

  /// - Throws: `Diagnostic` at the first cell of a column that contradicts its header.
  func run() throws {
    if let example = exchangedSizes {
      throw exchangeError([.parameters: .tokens, .tokens: .parameters], example: example)
    }
    let implausible = implausibleRows([:])
    guard let example = implausible.first, implausible.count >= rows.count - allowed else { return }
    if let exchange { throw exchangeError(exchange, example: example) }
    if let unscaled { throw unscaledError(unscaled, example: example) }
  }

  /// The number of rows that may deviate.
  private var allowed: Int { Int(Double(rows.count) * (1 - Self.share)) }

  // MARK: - Swapped columns

  /// The roles with columns, with L only if it is a loss.
  private var roles: [ColumnRole] {
    let isLoss = plan.metric == nil && columns.requests.lossVariable == nil
    return [ColumnRole.parameters, .tokens, .compute, .loss].filter { role in
      plan.assignment.places[role] != nil && (role != .loss || isLoss)
    }
  }

  /// The smallest reassignment of columns to roles that makes nearly all rows plausible; `nil`
  /// if there is none.
  ///
  /// ``exchangedSizes`` detects swapped N and D.
  private var exchange: [ColumnRole: ColumnRole]? {
    let roles = roles
    return Self.permutations(of: roles).map { permuted in
      Dictionary(uniqueKeysWithValues: zip(roles, permuted).filter { $0 != $1 })
    }
    .filter { moves in
      Set(moves.keys) != [.parameters, .tokens] && !moves.keys.contains { plan.units[$0] != nil }
    }
    .sorted { $0.count < $1.count }
    .first { !$0.isEmpty && implausibleRows($0).count <= allowed }
  }

  /// A row that shows that N and D look swapped; `nil` if they do not.
  ///
  /// Nearly all runs would have fewer tokens than parameters, and half of them fewer than a tenth. No
  /// published sweep has more than a quarter of such runs.
  private var exchangedSizes: Int? {
    guard rows.count >= Self.fewestRows, isUnitOpen(.parameters), isUnitOpen(.tokens),
      let parameters = columns.numbers(.parameters), let tokens = columns.numbers(.tokens)
    else { return nil }
    let ratios = rows.map { tokens[$0] / parameters[$0] }.sorted()
    guard ratios.count(where: { $0 < 1 }) >= rows.count - allowed, ratios[rows.count / 2] < 0.1,
      ratios.count(where: { $0 >= PlausibleRun.leastTokensPerParameter }) >= rows.count - allowed
    else { return nil }
    return rows.first { tokens[$0] < 0.1 * parameters[$0] }
  }

  /// The rows that cannot be training runs under the reassignment `moves`.
  private func implausibleRows(_ moves: [ColumnRole: ColumnRole]) -> [Int] {
    func column(_ role: ColumnRole) -> [Double]? {
      roles.contains(role) ? columns.numbers(moves[role] ?? role) : nil
    }
    let (parameters, tokens) = (column(.parameters), column(.tokens))
    let (compute, loss) = (column(.compute), column(.loss))
    return rows.filter { row in
      !PlausibleRun(
        parameters: parameters?[row] ?? .nan, tokens: tokens?[row] ?? .nan,
        compute: compute?[row] ?? .nan, loss: loss?[row] ?? .nan
      ).isPlausible(factor: plan.factor)
    }
  }

  private func exchangeError(
    _ moves: [ColumnRole: ColumnRole], example: Int
  ) -> Diagnostic {
    let moved = roles.filter { moves[$0] != nil }
    let headers = moved.map { "'\(header($0))'" }
    let values = moved.map { role in
      "'\(header(role))' would be \(brief(columns.numbers(role)?[example] ?? .nan)) \(unit(of: role))"
    }
    let options = moved.compactMap { role in
      moves[role].map { role.column(header($0)) }
    }
    return Diagnostic(
      origin: location(of: moved[0], row: example),
      what: "the columns \(enumerated(headers)) look swapped",
      why: "in this row, as in nearly all, \(enumerated(values)); swapped, they are plausible",
      fix:
        "correct the header, or pass \(options); if they are right, \(moved.map { $0.unit("1") })")
  }

  private static func permutations(of roles: [ColumnRole]) -> [[ColumnRole]] {
    guard !roles.isEmpty else { return [[]] }
    return roles.flatMap { first in
      permutations(of: roles.filter { $0 != first }).map { [first] + $0 }
    }
  }

  // MARK: - Counts in another unit

  private struct Unscaled {
    var role: ColumnRole
    /// The settings that convert.
    var units: [(role: ColumnRole, unit: String)]
  }

  private static let scales: KeyValuePairs = [
    "billions": 1e9, "millions": 1e6, "thousands": 1e3, "trillions": 1e12,
  ]

  /// The column whose numbers are too small in all rows to be counts, with the units that fix it; `nil`
  /// if unclear.
  private var unscaled: Unscaled? {
    guard rows.count >= Self.fewestRows, !agreesWithCompute,
      let parameters = columns.numbers(.parameters), let tokens = columns.numbers(.tokens)
    else { return nil }
    let areFew = rows.allSatisfy { parameters[$0] < PlausibleRun.leastParameters }
    if areFew, isUnitOpen(.parameters),
      isFractional(parameters) || rows.allSatisfy({ tokens[$0] > 1e6 * parameters[$0] })
        || isMendedByCompute
    {
      let areTokensFew = rows.allSatisfy { tokens[$0] < Self.mostBillions }
      return Unscaled(
        role: .parameters,
        units: areTokensFew && isUnitOpen(.tokens)
          ? [(.parameters, "billions"), (.tokens, "billions")]
          : [(.parameters, bestScale(of: .parameters))])
    }
    let areTokensFew = rows.allSatisfy {
      tokens[$0] < PlausibleRun.leastTokensPerParameter * parameters[$0]
        && tokens[$0] < Self.mostBillions
    }
    let areSmall = rows.allSatisfy { tokens[$0] < 1e3 }
    guard areTokensFew else { return nil }
    if isUnitOpen(.tokens), areSmall || isFractional(tokens) || isMendedByCompute {
      return Unscaled(role: .tokens, units: [(.tokens, bestScale(of: .tokens))])
    }
    if plan.derivedRole == .tokens, isUnitOpen(.compute), areSmall {
      return Unscaled(role: .compute, units: [(.compute, "UNIT")])
    }
    return nil
  }

  /// Fewer rows are not evidence of a unit.
  private static let fewestRows = 3
  /// No run has been trained on this many billions of tokens.
  private static let mostBillions = 1e5

  /// Whether C was read and is about kND: then N and D have consistent units.
  private var agreesWithCompute: Bool {
    share(ofRatios: { PlausibleRun.computeRatios.contains($0) }) > 1 - Self.share
  }

  /// The share of rows with a plausible C/(kND); 0 unless all three were read.
  private func share(ofRatios isRight: (Double) -> Bool) -> Double {
    guard plan.derivedRole == nil, let parameters = columns.numbers(.parameters),
      let tokens = columns.numbers(.tokens), let compute = columns.numbers(.compute)
    else { return 0 }
    let count = rows.count { row in
      isRight(compute[row] / (plan.factor * parameters[row] * tokens[row]))
    }
    return Double(count) / Double(rows.count)
  }

  /// Whether a column was recognised for `role` only by its header, without an explicit unit.
  private func isUnitOpen(_ role: ColumnRole) -> Bool {
    plan.assignment.places[role] != nil && plan.units[role] == nil && plan.chosen[role] == nil
  }

  /// Whether counts have fractions.
  private func isFractional(_ values: [Double]) -> Bool {
    rows.contains { values[$0] != values[$0].rounded() }
  }

  /// Whether thousands, millions or billions satisfy C = kND within a factor of 3 in nearly all rows.
  private var isMendedByCompute: Bool {
    Self.scales.contains { _, scale in
      share(ofRatios: { (1 / 3...3).contains($0 / scale) }) >= Self.share
    }
  }

  /// The first scale that makes a median row typical: by C if it was read, otherwise by D/N.
  private func bestScale(of role: ColumnRole) -> String {
    guard let parameters = columns.numbers(.parameters), let tokens = columns.numbers(.tokens)
    else { return Self.scales[0].key }
    let mended = Self.scales.first { _, scale in
      share(ofRatios: { (1 / 3...3).contains($0 / scale) }) >= 1 - Self.share
    }
    let ratios = rows.map { tokens[$0] / parameters[$0] }.sorted()
    let middle = ratios[ratios.count / 2]
    let usual = Self.scales.first { _, scale in
      (0.1...1e5).contains(role == .tokens ? middle * scale : middle / scale)
    }
    return (mended ?? usual ?? Self.scales[0]).key
  }

  private func unscaledError(_ found: Unscaled, example: Int) -> Diagnostic {
    let role = found.role
    let values = rows.compactMap { columns.numbers(role)?[$0] }
    let extent = (values.min() ?? .nan, values.max() ?? .nan)
    let range =
      extent.0 == extent.1
      ? "is \(brief(extent.0))" : "ranges from \(brief(extent.0)) to \(brief(extent.1))"
    let likely = role == .compute ? "zettaflop" : found.units[0].unit
    let options = found.units.map { $0.role.unit($0.unit) }
    return Diagnostic(
      origin: location(of: role, row: example),
      what:
        "column '\(header(role))' \(range), which is impossible for a count of \(role == .compute ? "FLOP" : role.standardUnit)",
      why: "it is probably in another unit, such as \(likely), and a guess would change the fit",
      fix: "pass \(options), or its actual unit; "
        + "\(.unit, of: role.rawValue, "1") if it is right")
  }

  // MARK: - Words

  private func header(_ role: ColumnRole) -> String {
    plan.assignment.places[role].map { plan.names[$0] } ?? ""
  }

  private func unit(of role: ColumnRole) -> String {
    role == .compute ? "FLOP of a training run" : role.standardUnit
  }

  private func location(of role: ColumnRole, row: Int) -> Origin {
    guard let slot = columns.slot(role, .number) else { return Origin(file: plan.file) }
    return columns.table.location(row: row, column: slot)
  }
}
