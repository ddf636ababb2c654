/// The criterion for a published fit to reproduce.
///
/// * Coefficients published with standard errors must lie within ``standardErrors`` of them.
/// * If none has one, the objective at the published coefficients must be within
///   ``objectiveTolerance`` of the refit's minimum. With Laplace residuals of estimated scale that is
///   a likelihood ratio of 2 · 240 · 0.01 = 4.8 for 240 runs, well inside the 95 % region of five
///   coefficients (11.07). If only some coefficients are known, they must lie within
///   ``standardErrors`` of the refit's bootstrap.
/// * A published minimum may be undercut by ``objectiveTolerance``, and exceeded by
///   ``minimumTolerance``.
public struct ReproductionRule: Sendable {
  /// The maximum difference in standard errors.
  public let standardErrors = 2.0
  /// The maximum relative difference of objectives.
  public let objectiveTolerance = 0.01
  /// The maximum relative excess of a refit's minimum over a published one.
  public let minimumTolerance = 1e-6

  /// The rule.
  public init() {}

  /// The rule in words.
  public var explanation: String {
    "A published fit is reproduced if every coefficient is within \(Int(standardErrors)) published standard "
      + "errors of the refit or, without published standard errors, if the objective at the published "
      + "coefficients is within \(Int(objectiveTolerance * 100)) % of the minimum found."
  }

  /// Why a published fit does not reproduce; empty if it does.
  func misses(_ quantities: [PublishedFitCheck.Quantity], _ objective: PublishedFitCheck.Objective)
    -> [String]
  {
    let judged = quantities.filter { $0.publishedError != nil }
    var misses: [String] = []
    if !judged.isEmpty {
      misses = judged.filter(isFar).map { far($0, of: "published") }
    } else if let excess = objective.excess {
      if !(abs(excess) <= objectiveTolerance) {
        misses = ["the objective at the published coefficients is \(relative(excess)) the minimum"]
        misses += quantities.filter(isFar).map { far($0, of: "bootstrap") }
      }
    } else {
      misses = quantities.filter(isFar).map { far($0, of: "bootstrap") }
    }
    if let above = objective.aboveMinimum,
      !(above <= minimumTolerance && above >= -objectiveTolerance)
    {
      misses.append("the minimum is \(relative(above)) the published one")
    }
    return misses
  }

  private func isFar(_ quantity: PublishedFitCheck.Quantity) -> Bool {
    guard let apart = quantity.errorsApart else { return quantity.difference != 0 }
    return !(abs(apart) <= standardErrors)
  }

  private func far(_ quantity: PublishedFitCheck.Quantity, of kind: String) -> String {
    guard let apart = quantity.errorsApart else { return "\(quantity.symbol) differs" }
    return "\(quantity.symbol) is \(rounded(abs(apart))) \(kind) standard errors "
      + (apart < 0 ? "below" : "above")
  }

  private func relative(_ excess: Double) -> String {
    guard excess.isFinite else { return "not comparable to" }
    return excess > 1
      ? "\(rounded(excess + 1)) times"
      : "\(rounded(abs(excess) * 100)) % \(excess < 0 ? "below" : "above")"
  }

  private func rounded(_ value: Double) -> String {
    value < 10 ? "\((value * 100).rounded() / 100)" : "\(Int(min(value, 1e15).rounded()))"
  }
}
