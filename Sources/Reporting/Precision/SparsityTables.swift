import Diagnostics
import Documents
import Planning
import Statistics

/// A comparison of sparsities as text.
struct SparsityTables {
  let comparison: SparsityComparison
  let level: String
  /// What the law predicts.
  let quantity: String

  private func plain(_ value: Double) -> String { NumberText.significant(value) }

  private func withInterval(_ estimate: Estimate) -> String {
    guard let interval = estimate.interval else { return plain(estimate.value) }
    return "\(plain(estimate.value)) \(NumberText.interval(interval, plain))"
  }

  private var zeros: String {
    switch comparison.zeros {
    case .weights: "weights that are zero"
    case .experts: "experts that a token does not use"
    }
  }

  /// A model with some of its parameters left out.
  var pruned: [String] {
    var table = TextTable([.right, .right, .right, .right, .right])
    table.add(["sparsity", "N_eff/N", quantity, "MWh, zeros computed", "MWh, zeros skipped"])
    for outcome in comparison.outcomes {
      table.add([
        plain(outcome.sparsity), withInterval(outcome.effectiveShare),
        NumberText.significant(outcome.loss.value, digits: 4),
        withInterval(outcome.energy.computed), withInterval(outcome.energy.skipped),
      ])
    }
    return [
      "  the same model with a share of \(zeros), on the same tokens, bf16; \(level) intervals"
    ] + table.lines(indent: "    ")
  }

  /// The models that reach the loss of the dense one.
  var equalLoss: [String] {
    var table = TextTable([
      .right, .right, .right, .right, .right, .right, .right, .right, .right,
    ])
    table.add([
      "sparsity", "D", "computed", "skipped", "N", "computed", "skipped", "J/token, computed",
      "skipped",
    ])
    for outcome in comparison.outcomes {
      table.add([
        plain(outcome.sparsity), NumberText.count(outcome.tokensForEqualLoss.value),
        withInterval(outcome.ratioByTokens.computed), withInterval(outcome.ratioByTokens.skipped),
        NumberText.count(outcome.parametersForEqualLoss.value),
        withInterval(outcome.ratioBySize.computed), withInterval(outcome.ratioBySize.skipped),
        plain(outcome.servedToken.computed.value), plain(outcome.servedToken.skipped.value),
      ])
    }
    return [
      "  the loss of the dense model, by more tokens D or by more parameters N with their zeros; energy of "
        + "training over the dense model's, and of serving N"
    ] + table.lines(indent: "    ")
  }

  /// What the figures rest on.
  var remarks: [String] {
    [
      "  N_eff: the dense parameters with the same loss by the law '\(comparison.law)'"
        + (comparison.hasDraws
          ? ", whose draws are in the intervals"
          : spelled(
            ", whose published coefficients have no intervals; \(.sparsityLaw) takes a fit of it with draws"
          )),
      comparison.zeros == .weights
        ? "  skipped: zeros take nothing, and come from a quarter to three quarters of training: the most "
          + "that sparsity can save; most accelerators compute zeros"
        : "  skipped: experts that are not chosen take nothing; all parameters are counted as experts'",
      "  ∞: no number of tokens makes up for the parameters lost",
    ]
      + (comparison.outcomes.contains { $0.effectiveShare.value > 1 }
        ? [
          "  N_eff/N above 1 is beyond what the law's runs can show: a model cannot gain by losing "
            + "parameters"
        ] : [])
  }
}
