import Escaping

/// The records of a log: named numbers, in columns.
///
/// A number that was not logged is `nil`; one logged as `nan` is NaN.
struct LogRecords: Sendable {
  /// The names, in order of first appearance.
  private(set) var names: [String] = []
  /// The line of each record in the file, from 1.
  private(set) var lines: [Int] = []
  private var places: [ExactText: Int] = [:]
  private var columns: [[Double?]] = []

  /// No records.
  init() {}

  /// Records given by columns of equal length; for duplicate names, the last one counts.
  init(lines: [Int], columns: [(name: String, values: [Double?])]) {
    self.lines = lines
    for (name, values) in columns {
      precondition(values.count == lines.count, "a column has a value for each record")
      self.columns[place(of: name)] = values
    }
  }

  /// The number of records.
  var count: Int { lines.count }

  /// Adds a record; for duplicate names, the last one counts.
  ///
  /// - Complexity: O(names).
  mutating func append(_ values: [(name: String, value: Double)], line: Int) {
    for place in columns.indices { columns[place].append(nil) }
    lines.append(line)
    for (name, value) in values {
      columns[place(of: name)][lines.count - 1] = value
    }
  }

  /// Adds the records of another log of the same run.
  mutating func append(contentsOf others: LogRecords) {
    let count = count
    lines += others.lines
    for place in columns.indices { columns[place] += others[names[place]] }
    for name in others.names where places[ExactText(name)] == nil {
      columns[place(of: name)].replaceSubrange(count..., with: others[name])
    }
  }

  /// Adds a column, replacing one of the same name.
  mutating func add(_ name: String, _ values: [Double?]) {
    precondition(values.count == count, "a column has a value for each record")
    columns[place(of: name)] = values
  }

  /// The values of a name; all `nil` if the name is missing.
  subscript(name: String) -> [Double?] {
    places[ExactText(name)].map { columns[$0] } ?? Array(repeating: nil, count: count)
  }

  /// The records at `rows`, in that order.
  func picking(_ rows: [Int]) -> LogRecords {
    var picked = self
    picked.lines = rows.map { lines[$0] }
    picked.columns = columns.map { column in rows.map { column[$0] } }
    return picked
  }

  /// The value of a name, if it is constant.
  func constant(_ name: String) -> Double? {
    guard let place = places[ExactText(name)] else { return nil }
    var constant: Double?
    for case let value? in columns[place] {
      guard constant == nil || constant == value else { return nil }
      constant = value
    }
    return constant
  }

  private mutating func place(of name: String) -> Int {
    let key = ExactText(name)
    if let place = places[key] { return place }
    places[key] = names.count
    names.append(name)
    columns.append(Array(repeating: nil, count: lines.count))
    return names.count - 1
  }
}
