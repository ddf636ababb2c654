import Escaping

/// What a bootstrap draws with replacement: rows, or whole units of rows that are not independent of each other,
/// such as the checkpoints of one run.
public enum ResamplingUnit: Sendable, Equatable {
  /// Whole runs if a run has several rows, otherwise rows.
  case automatic
  /// Rows.
  case rows
  /// The rows of one run together.
  case runs
  /// The rows with the same value in a column together; the column by header or role.
  case column(String)

  /// The unit that a text names: `auto`, `rows`, `runs` or a column.
  public init(_ text: String) {
    switch text {
    case "auto": self = .automatic
    case "rows": self = .rows
    case "runs": self = .runs
    default: self = .column(text)
    }
  }

  /// The text that names it.
  public var name: String {
    switch self {
    case .automatic: "auto"
    case .rows: "rows"
    case .runs: "runs"
    case .column(let name): name
    }
  }
}

/// The units of some rows.
public struct RowUnits: Sendable, Equatable {
  /// `rows`, `runs`, or the column whose values divide the rows.
  public let name: String
  /// The unit of each row, from 0 in the order of first appearance.
  public let unit: [Int]
  /// G, the number of units.
  public let count: Int

  /// Each of `count` rows as a unit of its own.
  init(rows count: Int) {
    (name, unit, self.count) = ("rows", Array(0..<count), count)
  }

  /// The rows with the same label together; a row without a label is a unit of its own, and if all are, the
  /// units are rows.
  init(_ name: String, labels: [String]) {
    var known: [ExactText: Int] = [:]
    var next = 0
    unit = labels.map { label in
      if !label.isEmpty, let unit = known[ExactText(label)] { return unit }
      if !label.isEmpty { known[ExactText(label)] = next }
      next += 1
      return next - 1
    }
    count = next
    self.name = next == labels.count ? "rows" : name
  }
}

extension RunTable {
  /// The units of `rows` that a bootstrap draws.
  ///
  /// - Complexity: O(rows).
  public func units(of rows: [Int]) -> RowUnits {
    func labelled(_ name: String, _ labels: [String]) -> RowUnits {
      RowUnits(name, labels: rows.map { labels[$0] })
    }
    switch resampling {
    case .rows: return RowUnits(rows: rows.count)
    case .runs: return run.map { labelled("runs", $0) } ?? RowUnits(rows: rows.count)
    case .column(let name):
      return unitLabels.map { labelled(name, $0) } ?? RowUnits(rows: rows.count)
    case .automatic:
      return (run ?? runsByStep).map { labelled("runs", $0) } ?? RowUnits(rows: rows.count)
    }
  }

  /// The run of each row, where no column names it but one counts training steps: rows that agree in N, the
  /// family and the variables besides D.
  ///
  /// A column of a plural, such as `steps`, gives the length of a run, not the step of a checkpoint.
  private var runsByStep: [String]? {
    guard let step, let header = headers[.step], header.last?.lowercased() != "s",
      Set(step).count > 1
    else { return nil }
    let columns = variables.keys.sorted().filter { $0 != headers[.tokens] && $0 != header }
      .compactMap { variables[$0] }
    return (0..<count).map { row in
      ([parameterCount[row]] + columns.map { $0[row] }).map { "\($0)" }
        .joined(separator: " ") + " " + (family?[row] ?? "")
    }
  }
}
