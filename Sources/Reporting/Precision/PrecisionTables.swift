import Diagnostics
import Documents
import EnergyModel
import Planning
import Statistics

/// A comparison of precisions as text.
struct PrecisionTables {
  let comparison: PrecisionComparison
  let level: String
  /// What the law predicts.
  let quantity: String

  private func plain(_ value: Double) -> String { NumberText.significant(value) }

  /// A row for each precision.
  var table: [String] {
    var table = TextTable([
      .left, .right, .right, .right, .right, .right, .right, .left, .right,
    ])
    table.add([
      "", "N_eff/N", quantity, "MWh", "D, equal \(quantity)", "MWh, equal \(quantity)", "over bf16",
      "\(level) interval", "J/token served",
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
          "  \(outcome.precision.rawValue) trains at \(plain(gain.median)) (90 %: \(ends)) times "
          + "the rate of bf16, drawn beside the utilization: \(gain.source.citation)"
      }
    }
    return [
      "  a precision changes the joules of a FLOP and the loss, not the compute 6ND",
      "  equal loss: with as many more tokens as make up for the parameters that few bits cost",
    ] + gains + [
      "  N_eff: Kumar et al. 2024, arXiv:2411.04330, whose coefficients have no published intervals",
      "  served: J of the facility for an output token with the weights in the format, 64 requests at once, "
        + "on as many accelerators as hold the weights",
      spelled(
        "  –: no utilization is known for the precision, which \(.utilization) gives; or no model was "
          + "measured with weights in it"),
    ]
  }
}

/// What was measured, as text.
struct MeasuredTables {
  private let cases: MeasuredCases

  init(_ cases: MeasuredCases) {
    self.cases = cases
  }

  private func plain(_ value: Double) -> String { NumberText.significant(value) }

  /// Models trained in two precisions.
  var trained: [String] {
    var table = TextTable([.left, .left, .left, .right, .left])
    table.add(["", "in", "on", "ratio", "source"])
    for pair in cases.trained {
      table.add([
        pair.model, pair.precision.rawValue, pair.accelerator, plain(pair.ratio),
        pair.source.citation,
      ])
    }
    return ["  trained, measured: rate over that in bf16; the peak's is 2"]
      + table.lines(indent: "    ")
  }

  /// Models served in two precisions.
  var served: [String] {
    var table = TextTable([.left, .left, .left, .right, .right, .left])
    table.add(["", "in", "on", "pairs", "median ratio", "least to greatest"])
    for pair in cases.served {
      table.add([
        pair.model, pair.precision.rawValue, pair.accelerator, "\(pair.count)",
        plain(pair.medianRatio),
        "\(plain(pair.range.lowerBound)) to \(plain(pair.range.upperBound))",
      ])
    }
    return [
      "  served, measured: energy of an output token over that in bf16 at batches alike (ML.ENERGY v3); "
        + "above 1 it costs more"
    ] + table.lines(indent: "    ")
  }

  /// Models in a dense and a sparse form.
  var sparse: [String] {
    var table = TextTable([.left, .left, .left, .right, .right, .left, .left])
    table.add(["", "zeros", "", "dense", "sparse", "", "source"])
    for row in cases.sparse {
      table.add([
        row.model, row.pattern, row.measure.rawValue, plain(row.dense), plain(row.sparse),
        row.unit, row.source.citation,
      ])
    }
    return [
      "  sparse, measured: rates, not energies; zeros in a pattern that the chip skips at twice the peak"
    ] + table.lines(indent: "    ")
  }
}
