import Diagnostics

/// The assignment of columns to roles.
struct ColumnAssignment {
  /// The index of the column with a role.
  private(set) var places: [ColumnRole: Int] = [:]
  /// Whether C is a column named only as a budget; see ``HeaderPattern/computeBudget``.
  private(set) var computeIsBudget = false
  let names: [String]
  private let file: Origin

  /// Assigns roles to the columns.
  ///
  /// - Parameters:
  ///   - names: The headers, in order.
  ///   - chosen: The headers chosen for roles; empty to leave a role unassigned.
  ///   - origins: Where they were chosen, if not by an option.
  ///   - describedUnits: The roles with explicit units.
  ///   - takesBudgets: Whether a column named only as a budget may be C if no other is.
  ///   - file: The file of the headers.
  /// - Throws: `Diagnostic` if a chosen header is absent, duplicated or chosen for two roles, if
  ///   several headers could be N, D, C or L, or if a recognised one implies another unit.
  init(
    names: [String], chosen: [ColumnRole: String], origins: [ColumnRole: Origin],
    describedUnits: Set<ColumnRole> = [], takesBudgets: Bool = true, file: String
  ) throws {
    self.names = names
    self.file = Origin(file: file)
    for role in ColumnRole.allCases {
      guard let header = chosen[role], !header.isEmpty else { continue }
      let place = try place(of: header, role, origins[role])
      if let other = ColumnRole.allCases.first(where: { places[$0] == place }) {
        throw Diagnostic(
          origin: origins[role] ?? self.file,
          what: "the column '\(header)' is assigned to both \(other.phrase) and \(role.phrase)",
          why: "a column can have only one role", fix: "choose another column for one of them")
      }
      places[role] = place
    }
    // A column chosen for one role is not a candidate for another.
    let taken = Set(places.values)
    var ambiguous: [(role: ColumnRole, candidates: [Int])] = []
    for role in ColumnRole.allCases where chosen[role] == nil {
      let pattern = role.pattern
      let candidates = names.indices.filter { pattern.matches(names[$0]) && !taken.contains($0) }
      if candidates.count == 1 {
        places[role] = candidates[0]
        if !describedUnits.contains(role),
          let unit = HeaderUnit(header: names[candidates[0]], role: role)
        {
          throw unitAmbiguity(names[candidates[0]], role, unit)
        }
      } else if let first = candidates.first, role.isAskedFor {
        guard candidates.contains(where: { names[$0] != names[first] }) else {
          throw duplicate(names[first], role, count: candidates.count)
        }
        ambiguous.append((role, candidates))
      } else if role == .compute, takesBudgets {
        let budgets = names.indices.filter {
          HeaderPattern.computeBudget.matches(names[$0]) && !taken.contains($0)
        }
        guard budgets.count == 1 else { continue }
        places[role] = budgets[0]
        computeIsBudget = true
      }
    }
    if !ambiguous.isEmpty { throw ambiguity(ambiguous) }
  }

  /// Checks that L and the required ones of N, D and C are available, read or computed.
  ///
  /// - Returns: The one of N, D and C without a column that can be computed from the others.
  /// - Throws: `Diagnostic` with the missing ones and how to name them.
  func derivedRole(required: Set<ColumnRole>) throws -> ColumnRole? {
    let three: [ColumnRole] = [.parameters, .tokens, .compute]
    let missing = three.filter { places[$0] == nil }
    if missing.count >= 2, missing.contains(where: required.contains) {
      throw missingColumns(missing)
    }
    guard places[.loss] != nil else {
      throw Diagnostic(
        origin: file, what: "no column for the loss L", why: "the columns are \(listed(names))",
        fix: "name it: \(.column, of: "loss", "HEADER")" + suggestions([.loss]))
    }
    return missing.count == 1 ? missing[0] : nil
  }

  /// The column of the loss, if another column is fitted in the role ``ColumnRole/loss``.
  ///
  /// - Parameters:
  ///   - header: The header chosen for the loss; `nil` to detect it.
  ///   - isUnitTold: Whether its unit is explicit.
  /// - Returns: Its index.
  /// - Throws: `Diagnostic` if there is none, it is the fitted column, or there are several candidates.
  func lossVariable(chosen header: String?, isUnitTold: Bool) throws -> Int {
    let fitted = places[.loss]
    let candidates =
      try header.map { [try place(of: $0, .loss, nil)] }
      ?? names.indices.filter { place in
        ColumnRole.loss.pattern.matches(names[place]) && !places.values.contains(place)
      }
    guard let found = candidates.first(where: { $0 != fitted }) else {
      throw Diagnostic(
        origin: file, what: "no column for the loss L, which the law depends on",
        why:
          "the law is fitted to '\(fitted.map { names[$0] } ?? "")', so L must be another column; the columns "
          + "are \(listed(names))",
        fix: "name it: \(.column, of: "loss", "HEADER")")
    }
    guard candidates.count == 1 else {
      if candidates.allSatisfy({ names[$0] == names[found] }) {
        throw duplicate(names[found], .loss, count: candidates.count)
      }
      throw ambiguity([(.loss, candidates)])
    }
    if header == nil, !isUnitTold, let unit = HeaderUnit(header: names[found], role: .loss) {
      throw unitAmbiguity(names[found], .loss, unit)
    }
    return found
  }

  private func missingColumns(_ missing: [ColumnRole]) -> Diagnostic {
    let found = [ColumnRole.parameters, .tokens, .compute].filter { places[$0] != nil }
    let phrases = missing.map(\.phrase)
    let options: [Phrase] = missing.map { "\(.column, of: $0.rawValue, "HEADER")" }
    let have = found.map { role in
      "; \(role.phrase) \(role == .compute ? "is" : "are") '\(places[role].map { names[$0] } ?? "")'"
    }
    return Diagnostic(
      origin: file, what: "no column for \(enumerated(phrases, last: "or"))",
      why: "two of N, D and C are needed, and the third follows from C = 6ND\(have.joined()); "
        + "the columns are \(listed(names))",
      fix: found.isEmpty
        ? "name two of them: \(enumerated(options, last: "or"))\(suggestions(missing))"
        : "name one: \(enumerated(options, last: "or"))\(suggestions(missing))")
  }

  /// Candidate columns for missing roles in another unit, with the settings that select them.
  private func suggestions(_ missing: [ColumnRole]) -> Phrase {
    missing.flatMap { role in
      names.indices.compactMap { place -> Phrase? in
        guard !places.contains(where: { $0.value == place && $0.key != .step }),
          let unit = HeaderUnit(header: names[place], role: role)
        else { return nil }
        return "; if '\(names[place])' is \(role.phrase) in \(unit.meaning), "
          + "\([role.column(names[place]), Mention(.unit, of: role.rawValue, value: .quoted(unit.unit))])"
      }
    }.joined()
  }

  private func unitAmbiguity(_ header: String, _ role: ColumnRole, _ unit: HeaderUnit) -> Diagnostic
  {
    Diagnostic(
      origin: file, what: "'\(header)' could be \(role.phrase), in \(unit.meaning)",
      why: "a law is fitted to \(role.standardUnit), and a guess would change the fit",
      fix:
        "choose one: \(.unit, of: role.rawValue, quoted: unit.unit), or \(.unit, of: role.rawValue, "1") "
        + "if the name is misleading")
  }

  private func place(
    of header: String, _ role: ColumnRole, _ origin: Origin?
  ) throws -> Int {
    let places = names.indices.filter { names[$0] == header }
    if places.count == 1 { return places[0] }
    if places.count > 1 { throw duplicate(header, role, count: places.count) }
    let near = nearestNames(to: header, in: names)
    throw Diagnostic(
      origin: origin ?? file, what: "no column '\(header)' for \(role.phrase)",
      why: "the columns of \(file.file) are \(listed(names))",
      fix: near.isEmpty
        ? "name one of them: \(.column, of: role.rawValue, "HEADER")"
        : "did you mean \(enumerated(near.map { Phrase(role.column($0)) }, last: "or"))?")
  }

  private func duplicate(_ header: String, _ role: ColumnRole, count: Int) -> Diagnostic {
    Diagnostic(
      origin: file, what: "\(count) columns are named '\(header)'",
      why: "each could be \(role.phrase)", fix: "rename all but one in the header")
  }

  private func ambiguity(
    _ ambiguous: [(role: ColumnRole, candidates: [Int])]
  ) -> Diagnostic {
    let parts = ambiguous.map { entry in
      "\(entry.role.phrase) (\(listed(entry.candidates.map { names[$0] })))"
    }
    let options = ambiguous.map { $0.role.column(names[$0.candidates[0]]) }
    return Diagnostic(
      origin: file, what: "several columns could be \(enumerated(parts))",
      why: "they differ in meaning, and a guess would change the fit",
      fix: "choose one, as in \(options)")
  }
}
