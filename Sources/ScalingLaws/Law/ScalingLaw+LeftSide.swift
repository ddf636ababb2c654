internal import Formulas
package import TrainingRuns

extension ScalingLaw {
  /// The column that the law is of, where that is not the loss: the name on its left side.
  public var responseColumn: String? {
    leftSide?.symbols.first { $0 != Variable.loss.symbol }
  }

  /// Whether the law is of a loss, of which less is better: of L, or of a column that is named so.
  var isOfLoss: Bool { responseColumn.map(ColumnRole.namesLoss) ?? true }

  /// Whether `symbol`, on the left side of a law, is a loss.
  static func namesLoss(_ symbol: String) -> Bool {
    symbol == Variable.loss.symbol || ColumnRole.namesLoss(symbol)
  }

  /// Whether every observation must be positive: the law is a sum of positive terms, or its left side
  /// has no value at 0.
  public var needsPositiveResponse: Bool {
    if let leftSide, hasTransformedResponse { return !leftSide.value { _ in 0 }.isFinite }
    return fastTerms != nil
  }

  /// Whether the left side is a function of the column that the law is of, as in log(L).
  public var hasTransformedResponse: Bool { leftSide.map { !$0.isSymbol } ?? false }

  /// The left side where it cannot be undone, so that predictions are of it and not of the column in it;
  /// `nil` where they are of the column.
  public var opaqueResponse: String? {
    hasTransformedResponse && inverse == nil ? leftSide?.description : nil
  }

  /// The left side of the equation, as the formula has it; L where it has none.
  public var leftSideText: String { leftSide?.description ?? Variable.loss.symbol }

  /// The quantity that the law is of, from a value of the left side of its equation; NaN where the left
  /// side never has this value.
  func quantity(fromLeftSide value: Double) -> Double { inverse?.value(value) ?? value }

  /// The left side of the equation where the quantity that the law is of has the value `quantity`.
  func leftSideValue(of quantity: Double) -> Double {
    leftSide?.value { _ in quantity } ?? quantity
  }

  /// The left side's value of each run, which the formula is to give.
  package func response(of runs: RunTable) -> [Double] {
    hasTransformedResponse ? runs.loss.map(leftSideValue) : runs.loss
  }

  /// Refuses runs at which the left side has no value, or from which it does not lead back.
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
  /// Whether the expression is a name and nothing else.
  var isSymbol: Bool {
    if nodes.count == 1, case .symbol = nodes[0] { true } else { false }
  }
}
