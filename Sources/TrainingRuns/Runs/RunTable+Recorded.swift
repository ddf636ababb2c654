extension RunTable {
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
  /// - Precondition: All columns have as many elements.
  public init(
    name: String, path: String, rowNumber: [Int], parameterCount: [Double], tokenCount: [Double],
    compute: [Double], loss: [Double], flopPerParameterToken: Double, lossUnit: String
  ) {
    precondition(
      [parameterCount, tokenCount, compute, loss].allSatisfy { $0.count == rowNumber.count },
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
    variables = [:]
    headers = [:]
    rowsRead = rowNumber.count
    excluded = []
    filters = []
    dropRules = []
    redrawDrops = false
    notes = []
  }
}
