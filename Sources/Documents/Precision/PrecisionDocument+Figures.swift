extension PrecisionDocument.Outcome {
  /// The figures in the order in which they are reported.
  package var figures: [(String, UnitEstimate)] {
    [
      ("loss", loss), ("tokens_for_equal_loss", tokensForEqualLoss), ("energy", energy),
      ("energy_at_equal_loss", energyAtEqualLoss), ("ratio_at_equal_loss", ratioAtEqualLoss),
      ("served_token", servedToken),
    ]
  }
}

extension PrecisionDocument.SparseOutcome {
  /// The figures in the order in which they are reported.
  package var figures: [(String, UnitEstimate)] {
    func both(_ name: String, _ split: PrecisionDocument.Split) -> [(String, UnitEstimate)] {
      [("\(name)_zeros_computed", split.computed), ("\(name)_zeros_skipped", split.skipped)]
    }
    return [("effective_share", effectiveShare), ("loss", loss)] + both("energy", energy)
      + [("tokens_for_equal_loss", tokensForEqualLoss)]
      + both("ratio_by_tokens", ratioByTokens)
      + [("parameters_for_equal_loss", parametersForEqualLoss)]
      + both("ratio_by_size", ratioBySize) + both("served_token", servedToken)
  }
}
