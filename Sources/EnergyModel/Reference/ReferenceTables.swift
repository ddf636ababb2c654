import Diagnostics

/// The tables behind energy estimates: accelerators, grids and assumed quantities.
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

  /// The accelerator of that name, in any case, or the only one with all its words, such as `A100 SXM 80`.
  ///
  /// A chip that comes on several modules, such as `H100`, is the SXM module with the most memory.
  ///
  /// - Throws: ``EnergyModelError/unknownName(kind:name:near:)`` or
  ///   ``EnergyModelError/ambiguousName(kind:name:candidates:)``.
  public func accelerator(named name: String) throws(EnergyModelError) -> HardwareProfile {
    let matches = NameQuery(name).matches(in: accelerators, name: \.name, title: \.title)
    if Set(matches.map { $0.name.prefix { $0 != "-" } }).count == 1,
      let usual = matches.filter({ $0.name.contains("-sxm") })
        .max(by: { $0.memory ?? 0 < $1.memory ?? 0 })
    {
      return usual
    }
    return try find(name, of: .accelerator, in: accelerators, name: \.name, title: \.title)
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
    // A name with a year asks for that one alone.
    guard Self.year(of: name) == nil else { return [grid] }
    return grids.filter { $0.name == grid.name }.sorted { $0.year > $1.year }
  }

  /// The grid of a country in the latest year, or of a name with a year such as `fra-2021`.
  ///
  /// A country is given by its ISO 3166-1 code or its name, in any case, or by words that only its name
  /// has.
  ///
  /// - Throws: ``EnergyModelError/unknownName(kind:name:near:)`` or
  ///   ``EnergyModelError/ambiguousName(kind:name:candidates:)``.
  public func grid(named text: String) throws(EnergyModelError) -> GridProfile {
    guard let (country, year) = Self.year(of: text) else { return try latestGrid(named: text) }
    let years = grids.filter { $0.name == (try? latestGrid(named: country))?.name }
    guard let grid = years.first(where: { $0.year == year }) else {
      throw .unknownName(
        kind: .grid, name: text,
        near: years.isEmpty
          ? nearestNames(to: country, in: latestGrids.map(\.name))
          : years.map(\.nameOfYear).sorted())
    }
    return grid
  }

  /// The name in the table of the grid that `text` names, with the year where `text` has one.
  ///
  /// - Throws: As ``grid(named:)``.
  public func gridName(_ text: String) throws(EnergyModelError) -> String {
    let grid = try grid(named: text)
    return Self.year(of: text) == nil ? grid.name : grid.nameOfYear
  }

  private func latestGrid(named text: String) throws(EnergyModelError) -> GridProfile {
    let latest = latestGrids
    if let code = CountryCode.alpha3(text), let grid = latest.first(where: { $0.name == code }) {
      return grid
    }
    return try find(text, of: .grid, in: latest, name: \.name, title: \.title)
  }

  /// A name that ends with a year, in its parts.
  private static func year(of text: String) -> (name: String, year: Int)? {
    let digits = text.suffix(4)
    let name = text.dropLast(4)
    guard digits.count == 4, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
      let year = Int(digits), let separator = name.last, "- ".contains(separator)
    else { return nil }
    return (String(name.dropLast()), year)
  }

  /// The PUE of an operator; ``Assumption/defaultSubject`` for an unknown operator.
  ///
  /// - Throws: ``EnergyModelError/unknownName(kind:name:near:)``.
  public func powerUsageEffectiveness(
    of facilityOperator: String
  ) throws(EnergyModelError) -> Assumption {
    let rows = assumptions.filter { $0.quantity == .powerUsageEffectiveness }
    return try find(
      facilityOperator, of: .facilityOperator, in: rows, name: \.subject, title: \.subject)
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
    _ text: String, of kind: EnergyModelError.Kind, in rows: [Row], name: (Row) -> String,
    title: (Row) -> String
  ) throws(EnergyModelError) -> Row {
    let matches = NameQuery(text).matches(in: rows, name: name, title: title)
    if matches.count > 1 {
      throw .ambiguousName(kind: kind, name: text, candidates: matches.map(name))
    }
    if let match = matches.first { return match }
    let names = rows.map(name)
    // The beginning of a name is far from the whole by the number of letters.
    let wanted = text.lowercased()
    let completions = wanted.isEmpty ? [] : names.filter { $0.lowercased().hasPrefix(wanted) }
    let titled = nearestNames(to: text, in: rows.map(title)).compactMap { near in
      rows.first { title($0) == near }.map(name)
    }
    let near = completions.isEmpty ? nearestNames(to: text, in: names) : completions
    throw .unknownName(kind: kind, name: text, near: near.isEmpty ? titled : near)
  }
}
