package import TrainingRuns

/// The runs of a fit: how many there were, which were left out and why, and what range they span.
public struct DatasetSummary: Sendable, Equatable, Codable {
  /// The name of the dataset, the file, or the group within it.
  public var name: String
  /// The title of the dataset, where it has one.
  public var title: String?
  /// The file that was read.
  public var path: String
  /// The SHA-256 of the file's bytes, gzipped or not; `nil` in a document that was written without it.
  public var sha256: String?
  /// The number of rows read.
  public var rows: Int
  /// The number of rows used.
  public var used: Int
  /// The rows left out, by their numbers.
  public var dropped: [DroppedRows]
  /// How many rows each filter and rule left out, a sentence each.
  public var exclusions: [String]
  /// What was assumed or noticed on reading, a sentence each.
  public var notes: [String]
  /// The unit of the loss.
  public var lossUnit: String
  /// The column that was fitted in place of the loss, in units of its own; `nil` where it is the loss.
  public var metric: String?
  /// k in C = k·N·D.
  public var flopPerParameterToken: Double
  /// What the rows used span.
  public var span: Span

  /// Successive rows that were left out for one reason; numbers count the data rows of the file from 1.
  public struct DroppedRows: Sendable, Equatable, Codable {
    /// The number of the first.
    public var first: Int
    /// The number of the last, which may be the first.
    public var last: Int
    /// Why they were left out.
    public var reason: String
  }

  /// The least and the greatest value of each quantity.
  public struct Span: Sendable, Equatable, Codable {
    /// Of N, parameters; N, D and C are `nil` where the runs do not tell them.
    public var parameterCount: Extent?
    /// Of D, tokens.
    public var tokenCount: Extent?
    /// Of C, FLOP.
    public var compute: Extent?
    /// Of L.
    public var loss: Extent?
  }

  /// The least and the greatest of some values.
  public struct Extent: Sendable, Equatable, Codable {
    /// The least.
    public var lower: Double
    /// The greatest.
    public var upper: Double

    /// Whether both are finite, and neither is beyond the other.
    var isOrdered: Bool { lower.isFinite && upper.isFinite && lower <= upper }

    package init(_ values: [Double]) {
      lower = values.min() ?? .nan
      upper = values.max() ?? .nan
    }

    /// The extent of values that may not be known; `nil` where there are none, or one is NaN.
    init?(known values: [Double]) {
      guard !values.isEmpty, !values.contains(where: \.isNaN) else { return nil }
      self.init(values)
    }
  }

  /// The summary of the rows `used` of `runs`.
  ///
  /// `weightsCount` is whether the weights say how much the runs count; they may be standard errors.
  package init(_ runs: RunTable, used: [Int], weightsCount: Bool = true) {
    name = runs.name
    title = runs.dataset?.title
    path = runs.path
    sha256 = runs.sha256
    rows = runs.rowsRead
    self.used = used.count
    let weightless = weightsCount ? runs.weightlessRows() : []
    dropped =
      ((runs.excluded + runs.rowsAfterDrops().dropped).map {
        DroppedRows(first: $0.rows.lowerBound, last: $0.rows.upperBound, reason: $0.reason)
      }
      + weightless.map {
        DroppedRows(
          first: runs.rowNumber[$0], last: runs.rowNumber[$0], reason: "it has weight 0")
      }).sorted { $0.first < $1.first }
    exclusions =
      runs.exclusionCounts().map(\.description)
      + (weightless.isEmpty
        ? [] : ["\(weightless.count) row\(weightless.count == 1 ? "" : "s") left out: weight 0"])
    notes = runs.notes + (weightsCount ? runs.weightNotes(used) : [])
    lossUnit = runs.lossUnit
    metric = runs.metric
    flopPerParameterToken = runs.flopPerParameterToken
    func extent(_ column: [Double]) -> Extent? { Extent(known: used.map { column[$0] }) }
    span = Span(
      parameterCount: extent(runs.parameterCount), tokenCount: extent(runs.tokenCount),
      compute: extent(runs.compute), loss: extent(runs.loss))
  }
}

extension RunTable {
  /// Whether some rows count differently from each other.
  package func isWeighted(_ rows: [Int]) -> Bool {
    guard let weight, let first = rows.first else { return false }
    return rows.contains { weight[$0] != weight[first] }
  }

  /// That some rows count more than others, and by which column.
  fileprivate func weightNotes(_ rows: [Int]) -> [String] {
    let without = weightlessRows()
    guard isWeighted(rows) || !without.isEmpty else { return [] }
    let source = headers[.weight].map { " by column '\($0)'" } ?? ""
    let left =
      without.isEmpty
      ? ""
      : "; \(without.count) of \(rows.count + without.count) "
        + (without.count == 1 ? "has weight 0 and is left out" : "have weight 0 and are left out")
    return ["runs are weighted\(source)\(left)"]
  }

  /// The rows of weight 0 that no rule drops.
  fileprivate func weightlessRows() -> [Int] {
    weight.map { weight in rowsAfterDrops().used.filter { weight[$0] == 0 } } ?? []
  }
}
