import Diagnostics

/// The columns of a table of points that have a law's variables.
struct PointColumns {
  /// The headers, in order.
  let names: [String]
  /// The variables with a column.
  private(set) var places: [(symbol: String, role: ColumnRole?, place: Int)] = []
  private let file: Origin

  /// Finds the columns of `variables`, or the two of N, D and C that the third follows from.
  ///
  /// - Throws: `Diagnostic` if a column is missing, ambiguous, or by its header in another unit.
  init(names: [String], variables: [String], file: String) throws {
    self.names = names
    self.file = Origin(file: file)
    if let name = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw Diagnostic(
        origin: self.file, what: "\(names.count { $0 == name }) columns are named '\(name)'",
        why: "the result names its columns as the table does",
        fix: "rename all but one in the header")
    }
    var missing: [(symbol: String, role: ColumnRole?)] = []
    for symbol in variables {
      let role = ColumnRole(symbol: symbol)
      if let place = try place(of: symbol, role) {
        places.append((symbol, role, place))
      } else {
        missing.append((symbol, role))
      }
    }
    guard let (symbol, role) = missing.first else { return }
    let three: [ColumnRole] = [.parameters, .tokens, .compute]
    guard missing.count == 1, let role, three.contains(role) else {
      throw absence(symbol, role, variables)
    }
    for other in three where other != role && !places.contains(where: { $0.role == other }) {
      guard let otherSymbol = other.symbol, let place = try place(of: otherSymbol, other) else {
        throw absence(symbol, role, variables)
      }
      places.append((otherSymbol, other, place))
    }
  }

  /// The column of a variable; `nil` if there is none.
  private func place(of symbol: String, _ role: ColumnRole?) throws -> Int? {
    let candidates = names.indices.filter {
      names[$0] == symbol || role?.pattern.matches(names[$0]) ?? false
    }
    guard candidates.count < 2 else {
      let headers = candidates.map { names[$0] }
      throw Diagnostic(
        origin: file,
        what: "several columns could be \(role?.phrase ?? "the variable \(symbol)"): "
          + "\(listed(headers))",
        why: "they differ in meaning, and a guess would change the prediction",
        fix: "name only one of them '\(symbol)', and the others differently")
    }
    if let role {
      let named = candidates.first.map { [$0] } ?? Array(names.indices)
      for place in named where names[place] != symbol {
        guard let unit = HeaderUnit(header: names[place], role: role) else { continue }
        throw Diagnostic(
          origin: file,
          what: "'\(names[place])' could be \(role.phrase), in \(unit.meaning)",
          why: "the law is in \(role.standardUnit), and a guess would change the prediction",
          fix: "name the column '\(symbol)' and give numbers in that unit, such as "
            + (role == .loss ? "2.31" : "1.4e12 or 1.4T"))
      }
    }
    return candidates.first
  }

  private func absence(
    _ symbol: String, _ role: ColumnRole?, _ variables: [String]
  ) -> Diagnostic {
    let near = role == nil ? nearestNames(to: symbol, in: names) : []
    return Diagnostic(
      origin: file, what: "no column for \(role?.phrase ?? "the variable \(symbol)")",
      why: "the variables of the law are \(variables.joined(separator: ", ")); the columns are "
        + "\(listed(names))",
      fix: near.isEmpty
        ? "add a column named '\(symbol)'"
        : "name it '\(symbol)'; the nearest header is '\(near[0])'")
  }
}

extension ColumnRole {
  /// The role of a variable with this symbol.
  fileprivate init?(symbol: String) {
    guard let role = Self.allCases.first(where: { $0.symbol == symbol }) else { return nil }
    self = role
  }
}
