import Diagnostics
import Documents
import EnergyModel
import Planning
import Statistics

/// A comparison of precisions in a terminal.
struct PrecisionTables {
  let comparison: PrecisionComparison
  let level: String
  /// What the law predicts.
  let quantity: String

  private func plain(_ value: Double) -> String { NumberText.rounded(value) }

  /// A row for each precision.
  var table: [String] {
    var table = TextTable([
      .left, .right, .right, .right, .right, .right, .right, .left, .right,
    ])
    table.add([
      "", "N_eff/N", quantity, "MWh", "D, equal \(quantity)", "MWh, equal \(quantity)",
      "relative to bf16", "\(level) interval", "serving J/token",
    ])
    for outcome in comparison.outcomes {
      table.add([
        outcome.precision.rawValue, NumberText.significant(outcome.effectiveShare),
        NumberText.significant(outcome.loss.value, digits: 4), plain(outcome.energy.value),
        NumberText.count(outcome.tokensForEqualLoss.value),
        plain(outcome.energyAtEqualLoss.value), plain(outcome.ratioAtEqualLoss.value),
        NumberText.interval(outcome.ratioAtEqualLoss.interval, plain),
        plain(outcome.servedToken.value),
      ])
    }
    return table.lines(indent: "  ")
  }

  /// What the figures rest on.
  var remarks: [String] {
    let gains = comparison.outcomes.compactMap { outcome in
      outcome.rateGain.map { gain in
        let ends = [0.05, 0.95].map { plain(gain.quantile($0)) }.joined(separator: " to ")
        return
          "  \(outcome.precision.rawValue) is assumed to train \(plain(gain.median)) times as fast as bf16 "
          + "(90 % interval \(ends)), independently of the utilization. Source: \(gain.source.citation)"
      }
    }
    return [
      "  N_eff: effective parameters according to Kumar et al. 2024, arXiv:2411.04330, whose coefficients "
        + "were published without intervals",
      "  Precision changes the energy per FLOP and the loss, but not the compute 6ND.",
      "  equal \(quantity): trained on enough extra tokens to match the \(quantity) of bf16; relative to "
        + "bf16: the training energy at equal \(quantity), divided by that of bf16",
    ] + gains + [
      "  serving: facility energy per output token with weights in this format, for 64 concurrent requests "
        + "on as many accelerators as the weights need",
      spelled(
        "  –: the utilization in this precision is unknown (pass \(.utilization)), or serving with such "
          + "weights was not measured"),
    ]
  }
}
