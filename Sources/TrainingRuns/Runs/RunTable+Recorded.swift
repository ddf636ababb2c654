extension RunTable {
  /// The optional columns of recorded runs, in addition to N, D, C and L.
  public struct FurtherColumns: Sendable {
    /// The weight of each run in a fit; `nil` if all are equal.
    public var weight: [Double]?
    /// The run of each row.
    public var run: [String]?
    /// The model family of each row.
    public var family: [String]?
    /// The training step of each row.
    public var step: [Double]?
    /// Other columns by header.
    public var variables: [String: [Double]]

    /// Columns, all `nil` by default.
    public init(
      weight: [Double]? = nil, run: [String]? = nil, family: [String]? = nil,
      step: [Double]? = nil, variables: [String: [Double]] = [:]
    ) {
      self.weight = weight
      self.run = run
      self.family = family
      self.step = step
      self.variables = variables
    }

    /// The number of values in each present column.
    var counts: [Int] {
      [weight?.count, run?.count, family?.count, step?.count].compactMap { $0 }
        + variables.values.map(\.count)
    }
  }

  /// A table of previously read runs, without exclusions or drop rules.
  ///
  /// - Parameters:
  ///   - name: The name of the runs.
  ///   - path: Their original file.
  ///   - rowNumber: The number of each row among the data rows of that file, from 1.
  ///   - parameterCount: N, parameters.
  ///   - tokenCount: D, tokens.
  ///   - compute: C, FLOP.
  ///   - loss: L, in `lossUnit`.
  ///   - flopPerParameterToken: k in C = k·N·D.
  ///   - lossUnit: The unit of the loss.
  ///   - further: The other recorded columns.
  /// - Precondition: All columns have equal length.
  public init(
    name: String, path: String, rowNumber: [Int], parameterCount: [Double], tokenCount: [Double],
    compute: [Double], loss: [Double], flopPerParameterToken: Double, lossUnit: String,
    further: FurtherColumns = FurtherColumns()
  ) {
    precondition(
      ([parameterCount, tokenCount, compute, loss].map(\.count) + further.counts)
        .allSatisfy { $0 == rowNumber.count },
      "all columns must have one value per run")
    self.name = name
    self.path = path
    self.rowNumber = rowNumber
    self.parameterCount = parameterCount
    self.tokenCount = tokenCount
    self.compute = compute
    self.loss = loss
    self.flopPerParameterToken = flopPerParameterToken
    self.lossUnit = lossUnit
    // The header is the first line, unless a quoted cell has line breaks.
    line = rowNumber.map { $0 + 1 }
    weight = further.weight
    run = further.run
    family = further.family
    step = further.step
    variables = further.variables
    headers = [:]
    rowsRead = rowNumber.count
    excluded = []
    filters = []
    dropRules = []
    redrawDrops = false
    notes = []
  }
}
