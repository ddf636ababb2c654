#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// What a fitted law predicts: its name and its unit.
public struct PredictedQuantity: Sendable, Equatable {
  /// `loss`, or the column that the law is of; of a left side that cannot be undone, the left side.
  public var name: String
  /// The unit; 1 for a left side that cannot be undone.
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

  /// The name after its indefinite article, as in `an accuracy`.
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
  /// What predictions and plans are of.
  public var predicted: PredictedQuantity {
    PredictedQuantity(law: law, metric: dataset.metric, unit: dataset.lossUnit)
  }

  /// What was observed, as a person reads it: `L` for the loss, else the column.
  public var observedName: String { law.responseColumn ?? dataset.metric ?? "L" }

  /// The fitted value of a run, from what was observed and its residual.
  ///
  /// - Parameters:
  ///   - observed: The loss, or what else the law is of.
  ///   - residual: The residual of the run.
  /// - Returns: The value of the law, in the unit of `observed`; of a left side that cannot be undone,
  ///   the value of this.
  public func fittedValue(observed: Double, residual: Double) -> Double {
    guard objective.space != "log" else { return observed * exp(-residual) }
    return law.quantity(fromLeftSide: law.leftSideValue(of: observed) - residual)
  }
}
