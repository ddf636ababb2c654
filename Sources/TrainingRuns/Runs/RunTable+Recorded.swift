extension RunTable {
  /// The columns beside N, D, C and L that runs may have been recorded with.
  public struct FurtherColumns: Sendable {
    /// The weight of each run in a fit; `nil` where all count alike.
    public var weight: [Double]?
    /// The run that each row belongs to.
    public var run: [String]?
    /// The family of models that each row belongs to.
    public var family: [String]?
    /// The training step of each row.
    public var step: [Double]?
    /// Other columns by header.
    public var variables: [String: [Double]]

    /// Columns, none of them unless given.
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

    /// The number of values in each column that is there.
    var counts: [Int] {
      [weight?.count, run?.count, family?.count, step?.count].compactMap { $0 }
        + variables.values.map(\.count)
    }
  }

  /// The table of runs that were read before, with nothing excluded and nothing to drop.
  ///
  /// - Parameters:
  ///   - name: What the runs are called.
  ///   - path: The file that they were read from.
  ///   - rowNumber: The number of each row among the data rows of that file, from 1.
  ///   - parameterCount: N, parameters.
  ///   - tokenCount: D, tokens.
  ///   - compute: C, FLOP.
  ///   - loss: L, in `lossUnit`.
  ///   - flopPerParameterToken: k in C = k·N·D.
  ///   - lossUnit: The unit of the loss.
  ///   - further: What else was recorded of the runs.
  /// - Precondition: All columns have as many elements.
  public init(
    name: String, path: String, rowNumber: [Int], parameterCount: [Double], tokenCount: [Double],
    compute: [Double], loss: [Double], flopPerParameterToken: Double, lossUnit: String,
    further: FurtherColumns = FurtherColumns()
  ) {
    precondition(
      ([parameterCount, tokenCount, compute, loss].map(\.count) + further.counts)
        .allSatisfy { $0 == rowNumber.count },
      "all columns have a value for each run")
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
