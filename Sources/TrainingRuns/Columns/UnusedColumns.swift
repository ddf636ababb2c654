import Tables

/// The columns of a table that its reading has no use for, but that may explain why rows differ: a schedule, a data
/// mixture, a learning rate.
enum UnusedColumns {
  /// Longer tables are not read twice.
  private static let byteLimit = 4_000_000
  private static let columnLimit = 64
  private static let valueLimit = 60

  /// The texts of the rows `kept` in each column with at least two values, and at least three rows per value on
  /// average, by header.
  static func read(_ reader: TableReader, _ plan: ReadingPlan, kept: [Int]) -> [String: [String]] {
    let names = plan.names
    let used = Set(plan.assignment.places.values)
    let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    let places = names.indices.filter { place in
      !used.contains(place) && counts[names[place]] == 1 && !names[place].isEmpty
        && plan.requests.slot(place, .number) == nil
    }
    guard !places.isEmpty, places.count <= columnLimit, reader.byteCount <= byteLimit,
      // A fault in a column that is not needed is none.
      let table = try? reader.read(places.map { ColumnRequest(index: $0, kind: .text) })
    else { return [:] }
    let most = min(valueLimit, kept.count / 3)
    var columns: [String: [String]] = [:]
    for (slot, place) in places.enumerated() {
      let column = table.texts(slot)
      let codes = Set(kept.map { column.codes[$0] })
      if codes.count >= 2, codes.count <= most {
        columns[names[place]] = kept.map { column[$0] }
      }
    }
    return columns
  }
}
