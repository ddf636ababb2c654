#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The predicted quantity of a fitted law: its name and its unit.
public struct PredictedQuantity: Sendable, Equatable {
  /// `loss`, or the fitted column; the left side itself if it cannot be inverted.
  public var name: String
  /// The unit; 1 for a left side that cannot be inverted.
  public var unit: String
  /// Whether it is the loss.
  public var isLoss: Bool

  package init(law: ScalingLaw, metric: String?, unit: String) {
    if let leftSide = law.opaqueResponse {
      self.init(name: leftSide, unit: "1", isLoss: false)
    } else {
      let column = law.responseColumn ?? metric
      self.init(name: column ?? "loss", unit: unit, isLoss: column == nil)
    }
  }

  /// The name with its indefinite article, as in `an accuracy`.
  public var withArticle: String {
    let first = name.prefix { $0.isLetter || $0.isNumber }
    let isSpelled = !first.isEmpty && first.allSatisfy { $0.isUppercase || $0.isNumber }
    let vowels = isSpelled ? "AEFHILMNORSX8" : "aeioAEIO8"
    return (name.first.map(vowels.contains) ?? false ? "an " : "a ") + name
  }

  private init(name: String, unit: String, isLoss: Bool) {
    self.name = name
    self.unit = unit
    self.isLoss = isLoss
  }
}

extension FittedLaw {
  /// The quantity of predictions and plans.
  public var predicted: PredictedQuantity {
    PredictedQuantity(law: law, metric: dataset.metric, unit: dataset.lossUnit)
  }

  /// The symbol of the observed quantity: `L` for the loss, otherwise the column.
  public var observedName: String { law.responseColumn ?? dataset.metric ?? "L" }

  /// The fitted value of a run, from its observation and its residual.
  ///
  /// - Parameters:
  ///   - observed: The loss, or other fitted quantity.
  ///   - residual: The residual of the run.
  /// - Returns: The value of the law, in the unit of `observed`; for a left side that cannot be inverted,
  ///   the left side's value.
  public func fittedValue(observed: Double, residual: Double) -> Double {
    guard objective.space != "log" else { return observed * exp(-residual) }
    return law.quantity(fromLeftSide: law.leftSideValue(of: observed) - residual)
  }
}
