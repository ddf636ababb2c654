import Diagnostics

/// The energy model's tables of accelerators, grids and assumptions.
public struct ReferenceTables: Sendable {
  /// The accelerators.
  public var accelerators: [HardwareProfile]
  /// The grids, one row per year.
  public var grids: [GridProfile]
  /// The assumptions.
  public var assumptions: [Assumption]

  /// Makes the tables.
  public init(
    accelerators: [HardwareProfile], grids: [GridProfile], assumptions: [Assumption]
  ) {
    self.accelerators = accelerators
    self.grids = grids
    self.assumptions = assumptions
  }

  /// The accelerator of that name, ignoring case.
  ///
  /// - Throws: ``EnergyModelError/unknownName(kind:name:near:)``.
  public func accelerator(named name: String) throws(EnergyModelError) -> HardwareProfile {
    try find(name, of: .accelerator, in: accelerators, by: \.name)
  }

  /// Each grid in its latest year.
  public var latestGrids: [GridProfile] {
    var latest: [String: Int] = [:]
    for grid in grids { latest[grid.name] = max(grid.year, latest[grid.name] ?? grid.year) }
    return grids.filter { $0.year == latest[$0.name] }
  }

  /// The years of the grid of that name, the latest first.
  ///
  /// - Throws: As ``grid(named:)``.
  public func years(ofGrid name: String) throws(EnergyModelError) -> [GridProfile] {
    let grid = try grid(named: name)
    // A name with a year selects that year only.
    guard grid.name == name.lowercased() else { return [grid] }
    return grids.filter { $0.name == grid.name }.sorted { $0.year > $1.year }
  }

  /// The grid of that name in its latest year, or in a given year as in `fra-2021`, ignoring
  /// case.
  ///
  /// - Throws: ``EnergyModelError/unknownName(kind:name:near:)``.
  public func grid(named name: String) throws(EnergyModelError) -> GridProfile {
    if let grid = grids.first(where: { $0.nameOfYear == name.lowercased() }) { return grid }
    let head = name.lowercased().prefix { $0 != "-" }
    let years = grids.filter { $0.name == head }.map(\.nameOfYear)
    if name.contains("-"), !years.isEmpty {
      throw .unknownName(kind: .grid, name: name, near: years.sorted())
    }
    do {
      return try find(name, of: .grid, in: latestGrids, by: \.name)
    } catch {
      // 'france' is not an ISO code, but a title.
      let wanted = name.lowercased()
      let titled = latestGrids.filter { $0.title.lowercased() == wanted }
      guard !titled.isEmpty else { throw error }
      throw .unknownName(kind: .grid, name: name, near: titled.map(\.name))
    }
  }

  /// The PUE of an operator; ``Assumption/defaultSubject`` for an unknown operator.
  ///
  /// - Throws: ``EnergyModelError/unknownName(kind:name:near:)``.
  public func powerUsageEffectiveness(
    of facilityOperator: String
  ) throws(EnergyModelError) -> Assumption {
    let rows = assumptions.filter { $0.quantity == .powerUsageEffectiveness }
    return try find(facilityOperator, of: .facilityOperator, in: rows, by: \.subject)
  }

  /// The most specific assumption about `quantity` for an accelerator in a precision.
  ///
  /// A row for the accelerator takes precedence over one for its family, and that over the default; among
  /// those, a row for the precision takes precedence over one for any.
  ///
  /// - Returns: `nil` if none of these exists.
  public func assumption(
    of quantity: AssumedQuantity, hardware: HardwareProfile, precision: NumericPrecision
  ) -> Assumption? {
    for subject in [hardware.name, hardware.family, Assumption.defaultSubject] {
      for precision in [precision, nil] {
        let match = assumptions.first {
          $0.quantity == quantity && $0.subject == subject && $0.precision == precision
        }
        if let match { return match }
      }
    }
    return nil
  }

  private func find<Row>(
    _ name: String, of kind: EnergyModelError.Kind, in rows: [Row], by key: (Row) -> String
  ) throws(EnergyModelError) -> Row {
    let wanted = name.lowercased()
    if let row = rows.first(where: { key($0).lowercased() == wanted }) { return row }
    let names = rows.map(key)
    // A short form such as 'h100' is far from every full name in edit distance.
    let completions = wanted.isEmpty ? [] : names.filter { $0.lowercased().hasPrefix(wanted) }
    throw .unknownName(
      kind: kind, name: name,
      near: completions.isEmpty ? nearestNames(to: name, in: names) : completions)
  }
}
