internal import Formulas
package import TrainingRuns

extension ScalingLaw {
  /// The fitted column named on the left side, if it is not the loss.
  public var responseColumn: String? {
    leftSide?.symbols.first { $0 != Variable.loss.symbol }
  }

  /// Whether the law is fitted to a loss (lower is better): L, or a column named as a loss.
  var isOfLoss: Bool { responseColumn.map(ColumnRole.namesLoss) ?? true }

  /// Whether `symbol`, on the left side of a law, is a loss.
  static func namesLoss(_ symbol: String) -> Bool {
    symbol == Variable.loss.symbol || ColumnRole.namesLoss(symbol)
  }

  /// Whether every observation must be positive: the law is a sum of positive terms, or its left side
  /// is undefined at 0.
  public var needsPositiveResponse: Bool {
    if let leftSide, hasTransformedResponse { return !leftSide.value { _ in 0 }.isFinite }
    return fastTerms != nil
  }

  /// Whether the left side is a function of the fitted column, as in log(L).
  public var hasTransformedResponse: Bool { leftSide.map { !$0.isSymbol } ?? false }

  /// The left side if it cannot be inverted, so that predictions are in terms of it and not of its column;
  /// `nil` if predictions are in terms of the column.
  public var opaqueResponse: String? {
    hasTransformedResponse && inverse == nil ? leftSide?.description : nil
  }

  /// The left side of the equation; L by default.
  public var leftSideText: String { leftSide?.description ?? Variable.loss.symbol }

  /// The fitted quantity from a value of the left side of the equation; NaN if the left
  /// side never has this value.
  package func quantity(fromLeftSide value: Double) -> Double { inverse?.value(value) ?? value }

  /// The left side of the equation for the fitted quantity `quantity`.
  func leftSideValue(of quantity: Double) -> Double {
    leftSide?.value { _ in quantity } ?? quantity
  }

  /// The left side's value for each run: the observations of the formula.
  package func response(of runs: RunTable) -> [Double] {
    hasTransformedResponse ? runs.loss.map(leftSideValue) : runs.loss
  }

  /// Refuses runs at which the left side is undefined or not invertible.
  func checkLeftSide(of runs: RunTable) throws(FitError) {
    guard let leftSide, hasTransformedResponse else { return }
    for row in 0..<runs.count {
      let observed = runs.loss[row]
      let isDefined = leftSide.value { _ in observed }.isFinite
      guard isDefined, inverse?.undoes(observed) ?? true else {
        throw .leftSide(
          dataset: runs.printableName, line: runs.line[row], leftSide: leftSide.description,
          symbol: leftSide.symbols[0], value: observed, isDefined: isDefined)
      }
    }
  }
}

extension FormulaExpression {
  /// Whether the expression is a single name.
  var isSymbol: Bool {
    if nodes.count == 1, case .symbol = nodes[0] { true } else { false }
  }
}
