import Diagnostics
import Documents
import Planning
import Statistics

/// A comparison of sparsities in a terminal.
struct SparsityTables {
  let comparison: SparsityComparison
  let level: String
  /// What the law predicts.
  let quantity: String

  private func plain(_ value: Double) -> String { NumberText.rounded(value) }

  private func withInterval(_ estimate: Estimate) -> String {
    guard let interval = estimate.interval else { return plain(estimate.value) }
    return "\(plain(estimate.value)) \(NumberText.interval(interval, plain))"
  }

  private var zeros: String {
    switch comparison.zeros {
    case .weights: "the weights set to zero"
    case .experts: "the experts left out for each token"
    }
  }

  /// A model with some of its parameters left out.
  var pruned: [String] {
    var table = TextTable([.right, .right, .right, .right, .right])
    table.add(["sparsity", "N_eff/N", quantity, "MWh, zeros computed", "MWh, zeros skipped"])
    for outcome in comparison.outcomes {
      table.add([
        NumberText.significant(outcome.sparsity), withInterval(outcome.effectiveShare),
        NumberText.significant(outcome.loss.value, digits: 4),
        withInterval(outcome.energy.computed), withInterval(outcome.energy.skipped),
      ])
    }
    return [
      "  same model and tokens in bf16, with a share of \(zeros); \(level) intervals"
    ] + table.lines(indent: "    ")
  }

  /// The models that reach the loss of the dense one: trained on more tokens, then with more parameters.
  var equalLoss: [String] { byTokens + [""] + bySize }

  private var byTokens: [String] {
    var table = TextTable([.right, .right, .right, .right])
    table.add(["sparsity", "D", "energy ratio, computed", "energy ratio, skipped"])
    for outcome in comparison.outcomes {
      table.add([
        NumberText.significant(outcome.sparsity),
        NumberText.count(outcome.tokensForEqualLoss.value),
        withInterval(outcome.ratioByTokens.computed), withInterval(outcome.ratioByTokens.skipped),
      ])
    }
    return [
      "  matching the \(quantity) of the dense model with more tokens D; training energy relative to the "
        + "dense model"
    ] + table.lines(indent: "    ")
  }

  private var bySize: [String] {
    var table = TextTable([.right, .right, .right, .right, .right, .right])
    table.add([
      "sparsity", "N", "energy ratio, computed", "energy ratio, skipped",
      "serving J/token, computed", "serving J/token, skipped",
    ])
    for outcome in comparison.outcomes {
      table.add([
        NumberText.significant(outcome.sparsity),
        NumberText.count(outcome.parametersForEqualLoss.value),
        withInterval(outcome.ratioBySize.computed), withInterval(outcome.ratioBySize.skipped),
        plain(outcome.servedToken.computed.value), plain(outcome.servedToken.skipped.value),
      ])
    }
    return [
      "  matching the \(quantity) of the dense model with more parameters N, zeros included; training "
        + "energy relative to the dense model"
    ] + table.lines(indent: "    ")
  }

  /// What the figures rest on.
  var remarks: [String] {
    [
      "  N_eff: parameters of the dense model with the same \(quantity) under the law '\(comparison.law)'"
        + (comparison.hasDraws
          ? ", whose uncertainty the intervals include"
          : spelled(
            ", whose coefficients were published without intervals; to include its uncertainty, pass a fit "
              + "of it to \(.sparsityLaw)"
          )),
      comparison.zeros == .weights
        ? "  skipped: zeros cost nothing once they are introduced, between a quarter and three quarters of "
          + "training, so this is the most that sparsity can save; most accelerators compute zeros"
        : "  skipped: experts that are not chosen cost nothing; all parameters are assumed to be in experts",
      "  ∞: no number of tokens makes up for the lost parameters",
    ]
      + (comparison.outcomes.contains { $0.effectiveShare.value > 1 }
        ? [
          "  an N_eff/N above 1 is an artefact of the law outside its runs: a model cannot gain by losing "
            + "parameters"
        ] : [])
  }
}
