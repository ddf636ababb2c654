public import EnergyModel
public import Planning
public import ScalingLaws
import Statistics

/// A model in several precisions, in the forms that `echelle precision` writes.
public struct PrecisionReport: Report, Sendable {
  private let fit: FittedLaw
  private let comparison: PrecisionComparison
  private let measured: [MeasuredPrecisionPair]

  /// A report of a comparison, and of what was measured of serving.
  public init(
    _ comparison: PrecisionComparison, fit: FittedLaw, measured: [MeasuredPrecisionPair]
  ) {
    self.comparison = comparison
    self.fit = fit
    self.measured = measured
  }

  /// Text: a row for each precision, then what was measured of serving.
  public func text() -> String { text(on: .plain) }

  /// Text: a row for each precision, then, unless the page is brief, what was measured of serving.
  public func text(on page: TextPage) -> String {
    let heading =
      "\(NumberText.count(comparison.parameterCount)) parameters on "
      + "\(NumberText.count(comparison.tokenCount)) tokens, \(comparison.hardware.title); "
      + "the law of \(fit.dataset.name), taken as that of bf16"
    let lines = [TextLine(text: heading, emphasis: .strong)] + table.lines()
    guard !page.isBrief else { return lines.text(on: page) }
    return
      (lines + [""].lines() + remarks.lines() + [""].lines() + servingTable.lines())
      .text(on: page)
  }

  private func plain(_ value: Double) -> String { NumberText.significant(value) }

  private var table: [String] {
    let level = NumberText.percent(fit.bootstrap.level)
    var table = TextTable([
      .left, .right, .right, .right, .right, .right, .right, .left,
    ])
    table.add([
      "", "N_eff/N", "loss", "MWh", "D, equal loss", "MWh, equal loss", "over bf16",
      "\(level) interval",
    ])
    for outcome in comparison.outcomes {
      table.add([
        outcome.precision.rawValue, NumberText.significant(outcome.effectiveShare),
        NumberText.significant(outcome.loss.value, digits: 4), plain(outcome.energy.value),
        NumberText.count(outcome.tokensForEqualLoss.value),
        plain(outcome.energyAtEqualLoss.value), plain(outcome.ratioAtEqualLoss.value),
        NumberText.interval(outcome.ratioAtEqualLoss.interval, plain),
      ])
    }
    return table.lines(indent: "  ")
  }

  private var remarks: [String] {
    [
      "  a precision changes the joules of a FLOP and the loss, not the compute 6ND",
      "  equal loss: with as many more tokens as make up for the parameters that few bits cost",
      "  the utilization of two precisions is drawn together: how far the gain of fewer bits itself is "
        + "uncertain (FP8 1.3 to 2.0 times the rate) is not in the interval",
      "  N_eff: Kumar et al. 2024, arXiv:2411.04330, whose coefficients have no published intervals",
      "  –: no utilization is known for the precision; give it by --utilization",
    ]
  }

  private var servingTable: [String] {
    var table = TextTable([.left, .left, .left, .right, .right, .left])
    table.add(["", "in", "on", "pairs", "median ratio", "least to greatest"])
    for pair in measured {
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

  /// CSV in tidy form: a row for each figure of each precision.
  public func csv() -> String {
    var csv = CSVText(
      header: ["dataset", "hardware", "parameters", "tokens", "precision", "quantity"]
        + UnitEstimate.header)
    for outcome in document.outcomes {
      let head = [
        fit.dataset.name, comparison.hardware.name, CSVText.number(comparison.parameterCount),
        CSVText.number(comparison.tokenCount), outcome.precision,
      ]
      for (quantity, estimate) in [
        ("loss", outcome.loss), ("tokens_for_equal_loss", outcome.tokensForEqualLoss),
        ("energy", outcome.energy), ("energy_at_equal_loss", outcome.energyAtEqualLoss),
        ("ratio_at_equal_loss", outcome.ratioAtEqualLoss),
      ] {
        csv.add(head + [quantity] + estimate.cells)
      }
    }
    return csv.text
  }

  /// JSON: the outcomes, and what was measured of serving.
  public func json() throws -> String { try JSONText.encode(document) }

  private struct Document: Encodable {
    let schema = "echelle.precision/1"
    let dataset: String
    let hardware: String
    let parameterCount: Double
    let tokenCount: Double
    let outcomes: [Outcome]
    let served: [Served]
  }

  private struct Outcome: Encodable {
    let precision: String
    let effectiveShare: Double
    let loss: UnitEstimate
    let tokensForEqualLoss: UnitEstimate
    let energy: UnitEstimate
    let energyAtEqualLoss: UnitEstimate
    let ratioAtEqualLoss: UnitEstimate
  }

  private struct Served: Encodable {
    let model: String
    let precision: String
    let accelerator: String
    let pairs: Int
    let medianRatio: Double
    let least: Double
    let greatest: Double
  }

  private var document: Document {
    Document(
      dataset: fit.dataset.name, hardware: comparison.hardware.name,
      parameterCount: comparison.parameterCount, tokenCount: comparison.tokenCount,
      outcomes: comparison.outcomes.map {
        Outcome(
          precision: $0.precision.rawValue, effectiveShare: $0.effectiveShare,
          loss: UnitEstimate(estimate: $0.loss, unit: fit.dataset.lossUnit),
          tokensForEqualLoss: UnitEstimate(estimate: $0.tokensForEqualLoss, unit: "tokens"),
          energy: UnitEstimate(estimate: $0.energy, unit: "MWh"),
          energyAtEqualLoss: UnitEstimate(estimate: $0.energyAtEqualLoss, unit: "MWh"),
          ratioAtEqualLoss: UnitEstimate(estimate: $0.ratioAtEqualLoss, unit: "1"))
      },
      served: measured.map {
        Served(
          model: $0.model, precision: $0.precision.rawValue, accelerator: $0.accelerator,
          pairs: $0.count, medianRatio: $0.medianRatio, least: $0.range.lowerBound,
          greatest: $0.range.upperBound)
      })
  }
}
