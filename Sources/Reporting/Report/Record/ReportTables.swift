import Documents
import Planning
import ScalingLaws
import Statistics
import Studies
import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The tables of a report in rounded numbers, as the page, the Markdown, the LaTeX and the notebook
/// show them.
struct ReportTables {
  let record: ReportRecord

  init(_ record: ReportRecord) {
    self.record = record
  }

  /// A table in rounded numbers.
  struct Table {
    let title: String
    let text: String?
    let header: [String]
    let rows: [[Cell]]
    /// The columns that hold numbers.
    let numbers: Set<Int>

    /// The table as the page's template takes it.
    var context: [String: Any] {
      var context: [String: Any] = [
        "title": title, "header": header,
        "rows": rows.map { row in
          [
            "cells": row.enumerated().map { index, cell -> [String: Any] in
              ["text": cell.text, "isNumber": numbers.contains(index)]
            }
          ]
        },
      ]
      context["text"] = text
      return context
    }
  }

  /// A cell: a text, or a number with the interval that stands behind it.
  struct Cell: ExpressibleByStringInterpolation {
    let value: String
    let interval: String?

    init(_ value: String, interval: String? = nil) {
      self.value = value
      self.interval = interval
    }

    init(stringLiteral value: String) { self.init(value) }

    /// Both on a line.
    var text: String { interval.map { "\(value) \($0)" } ?? value }
  }

  /// The tables after the answer.
  var tables: [Table] { [coefficients, plans, lifetime, profiles, published].compactMap { $0 } }

  /// What to train for the budget; `nil` where there is no plan.
  var answer: Table? {
    guard let answer = record.answer else { return nil }
    let level = NumberText.percent(record.fit.bootstrap.level)
    return Table(
      title: "What to train",
      text: "At \(NumberText.significant(answer.compute.value)) FLOP, with \(level) intervals.",
      header: ["Figure", "Estimate", "Interval", "Unit"],
      rows: ReportRecord.rows(answer, of: record.fit.predicted).map {
        [Cell($0.title), Cell($0.value), Cell($0.interval), Cell($0.unit)]
      }, numbers: [1, 2])
  }

  private var coefficients: Table {
    let fit = record.fit
    let level = NumberText.percent(fit.bootstrap.level)
    return Table(
      title: "Coefficients", text: FitText(fit).uncertaintyText,
      header: ["", "Estimate", "Std. error", "\(level) interval"],
      rows: fit.estimates.map { symbol, estimate in
        let decimals = NumberText.decimals(forError: estimate.standardError)
        func text(_ value: Double) -> String {
          decimals.map { NumberText.fixed(value, decimals: $0) }
            ?? NumberText.significant(value, digits: 5)
        }
        return [
          Cell(symbol), Cell(text(estimate.value)),
          Cell(estimate.standardError.map { "± \(text($0))" } ?? "–"),
          Cell(NumberText.interval(of: estimate, text)),
        ]
      }, numbers: [1, 2, 3])
  }

  private var plans: Table? {
    // Whole decades: the figures show what is between.
    let shown = record.sweep.filter { abs(log10($0.compute.value).remainder(dividingBy: 1)) < 1e-6 }
    guard !shown.isEmpty else { return nil }
    func pair(_ estimate: Estimate, _ text: (Double) -> String) -> Cell {
      Cell(
        text(estimate.value), interval: estimate.interval.map { NumberText.interval($0, text) })
    }
    func count(_ estimate: Estimate) -> Cell {
      Cell(
        NumberText.count(estimate.value),
        interval: estimate.interval.map { NumberText.countInterval($0, beside: estimate.value) })
    }
    func plain(_ value: Double) -> String { NumberText.significant(value) }
    return Table(
      title: "Plans by budget", text: "All of them are in data/plans.csv.",
      header: ["C (FLOP)", "N*", "D*", "D*/N*", "Loss", "MWh", "tCO2e"],
      rows: shown.map { plan in
        [
          Cell(NumberText.scientific(plan.compute.value, digits: 2)),
          count(plan.parameterCount), count(plan.tokenCount),
          pair(plan.tokensPerParameter, plain),
          pair(plan.loss) { NumberText.significant($0, digits: 4) },
          pair(plan.energyInMegawattHours, plain), pair(plan.emissionsInTonnes, plain),
        ]
      }, numbers: Set(0..<7))
  }

  private var lifetime: Table? {
    guard let lifetime = record.lifetime else { return nil }
    // Whole decades: the figure shows what is between.
    let shown = lifetime.uses.filter {
      abs(log10($0.tokens).remainder(dividingBy: 1)) < 1e-6
    }
    func energy(_ estimate: Estimate) -> Cell {
      let text = { (value: Double) in NumberText.significant(value) }
      return Cell(
        text(estimate.value), interval: estimate.interval.map { NumberText.interval($0, text) })
    }
    return Table(
      title: "Training and serving",
      text:
        "The models of loss \(NumberText.significant(lifetime.loss, digits: 4)) with the least energy "
        + "over their lifetime, by the tokens that they will serve; beside them, the lifetime of the "
        + "compute-optimal model. " + sentence(lifetime.cost.text),
      header: [
        "Tokens served", "N", "D", "Training MWh", "Serving MWh", "Lifetime MWh",
        "Compute-optimal MWh",
      ],
      rows: shown.map { use in
        [
          Cell(NumberText.count(use.tokens)), Cell(NumberText.count(use.plan.parameterCount.value)),
          Cell(NumberText.count(use.plan.tokenCount.value)), energy(use.plan.energyInMegawattHours),
        ]
          + (use.plan.serving.map {
            [energy($0.energyInMegawattHours), energy($0.lifetimeEnergyInMegawattHours)]
          } ?? [])
          + [energy(use.computeOptimalEnergy)]
      }, numbers: Set(0..<7))
  }

  private var profiles: Table? {
    guard let fit = record.profiles else { return nil }
    let shown = fit.profiles.filter { $0.outcomes[fit.curve]?.optimum != nil }
    let others = fit.profiles.count - shown.count
    return Table(
      title: "IsoFLOP profiles",
      text:
        "Minima of \(fit.curve.name) curves through the runs of each budget, without the law, by "
        + "\(IsoFLOPText.leastSquares(fit)); "
        + ([IsoFLOPText.tokens(fit)] + IsoFLOPText.tokenDeviation(fit)).joined(separator: "; ")
        + "."
        + (fit.law.map { law in
          " Together: N* ∝ C^\(NumberText.significant(law.parameterExponent.value))"
            + (law.parameterExponent.interval.map {
              " \(NumberText.interval($0) { NumberText.significant($0) })"
            } ?? "") + "."
        } ?? "")
        + (others > 0 ? " \(others) more budgets have none; report.json says why." : ""),
      header: ["C (FLOP)", "Runs", "N*", "Interval", "D*", "Loss"],
      rows: shown.map { profile in
        let outcome = profile.outcomes[fit.curve]
        let cells: [String] = [
          NumberText.scientific(profile.compute, digits: 2), "\(profile.runCount)",
          outcome?.optimum.map { NumberText.count($0.parameterCount.value) } ?? "–",
          outcome?.optimum.map {
            $0.parameterCount.interval.map { NumberText.interval($0, NumberText.count) }
              ?? $0.parameterCount.reason ?? "–"
          } ?? "–",
          outcome?.optimum.map { NumberText.count($0.tokenCount.value) } ?? "–",
          outcome?.optimum.map { NumberText.significant($0.loss.value, digits: 4) } ?? "–",
        ]
        return cells.map { Cell($0) }
      }, numbers: [0, 1, 2, 4, 5])
  }

  private var published: Table? {
    guard !record.published.isEmpty else { return nil }
    let symbols = record.fit.law.coefficients
    return Table(
      title: "Published fits of these runs", text: nil, header: ["Fit"] + symbols + ["Source"],
      rows: record.published.map { fit in
        let values = symbols.map { symbol in
          fit.coefficients[symbol].map { NumberText.significant($0, digits: 5) } ?? "–"
        }
        return ([fit.label] + values + [fit.source]).map { Cell($0) }
      }, numbers: Set(1...symbols.count))
  }
}
