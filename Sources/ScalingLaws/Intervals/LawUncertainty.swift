/// The draws of a law's coefficients, with what their reading needs.
struct LawUncertainty {
  /// The method, never ``IntervalMethod/auto``.
  let method: IntervalMethod
  /// Why it was chosen; `nil` where the user named it.
  let reason: String?
  /// Whether each replicate dropped its own highest rows.
  let redrawsDrops: Bool
  /// The coefficients of the draws that did not fail.
  var draws: [[Double]]
  /// The distribution of the coefficients, for ``IntervalMethod/wald``.
  var wald: WaldBasis?
  /// The coefficients without each group of runs in turn, for ``IntervalMethod/bca``.
  var jackknife: [[Double]]?

  /// The same with other coefficients, such as those of one group of a joint fit.
  func mapped(_ transform: ([Double]) -> [Double]) -> LawUncertainty {
    var mapped = self
    mapped.draws = draws.map(transform)
    mapped.wald = wald.map { wald in
      var own = wald
      own.ahead = wald.ahead.map(transform)
      own.behind = wald.behind.map(transform)
      return own
    }
    mapped.jackknife = jackknife?.map(transform)
    return mapped
  }
}
