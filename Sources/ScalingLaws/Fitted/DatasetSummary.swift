package import TrainingRuns

/// The runs of a fit: their number, which were excluded and why, and their range.
public struct DatasetSummary: Sendable, Equatable, Codable {
  /// The name of the dataset, the file, or the group within it.
  public var name: String
  /// The title of the dataset, if it has one.
  public var title: String?
  /// The file that was read.
  public var path: String
  /// The SHA-256 of the file's bytes, gzipped or not; `nil` in a document written without it.
  public var sha256: String?
  /// The number of rows read.
  public var rows: Int
  /// The number of rows used.
  public var used: Int
  /// The excluded rows, by number.
  public var dropped: [DroppedRows]
  /// The number of rows excluded by each filter and rule, one sentence each.
  public var exclusions: [String]
  /// Assumptions and observations from reading, one sentence each.
  public var notes: [String]
  /// The unit of the loss.
  public var lossUnit: String
  /// The column fitted instead of the loss, in its own units; `nil` for the loss.
  public var metric: String?
  /// k in C = k·N·D.
  public var flopPerParameterToken: Double
  /// The range of the used rows.
  public var span: Span

  /// Consecutive rows excluded for one reason; numbers count the data rows of the file from 1.
  public struct DroppedRows: Sendable, Equatable, Codable {
    /// The number of the first.
    public var first: Int
    /// The number of the last, which may be the first.
    public var last: Int
    /// Why they were excluded.
    public var reason: String
  }

  /// The minimum and maximum of each quantity.
  public struct Span: Sendable, Equatable, Codable {
    /// Of N, parameters; N, D and C are `nil` if the runs do not provide them.
    public var parameterCount: Extent?
    /// Of D, tokens.
    public var tokenCount: Extent?
    /// Of C, FLOP.
    public var compute: Extent?
    /// Of L.
    public var loss: Extent?
  }

  /// The minimum and maximum of some values.
  public struct Extent: Sendable, Equatable, Codable {
    /// The minimum.
    public var lower: Double
    /// The maximum.
    public var upper: Double

    /// Whether both are finite and in order.
    var isOrdered: Bool { lower.isFinite && upper.isFinite && lower <= upper }

    package init(_ values: [Double]) {
      lower = values.min() ?? .nan
      upper = values.max() ?? .nan
    }

    /// The extent of possibly unknown values; `nil` if there are none, or one is NaN.
    init?(known values: [Double]) {
      guard !values.isEmpty, !values.contains(where: \.isNaN) else { return nil }
      self.init(values)
    }
  }

  /// The summary of the rows `used` of `runs`.
  ///
  /// `weightsCount` is whether the weights are weights of runs rather than standard errors.
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
  /// Whether rows have unequal weights.
  package func isWeighted(_ rows: [Int]) -> Bool {
    guard let weight, let first = rows.first else { return false }
    return rows.contains { weight[$0] != weight[first] }
  }

  /// The note that rows are weighted, with the column.
  fileprivate func weightNotes(_ rows: [Int]) -> [String] {
    let without = weightlessRows()
    guard isWeighted(rows) || !without.isEmpty else { return [] }
    let source =
      weightFormula.map { " by \($0)" } ?? headers[.weight].map { " by column '\($0)'" } ?? ""
    let left =
      without.isEmpty
      ? ""
      : "; \(without.count) of \(rows.count + without.count) "
        + (without.count == 1 ? "has weight 0 and is excluded" : "have weight 0 and are excluded")
    return ["runs are weighted\(source)\(left)"]
  }

  /// The rows of weight 0 that are not dropped by a rule.
  fileprivate func weightlessRows() -> [Int] {
    weight.map { weight in rowsAfterDrops().used.filter { weight[$0] == 0 } } ?? []
  }
}
