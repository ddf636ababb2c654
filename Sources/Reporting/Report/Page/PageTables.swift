import Planning
import ScalingLaws
import Statistics
import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The tables of a report's page and of its Markdown.
struct PageTables {
  let record: ReportRecord

  init(_ record: ReportRecord) {
    self.record = record
  }

  /// A table in rounded numbers.
  struct Table {
    let title: String
    let text: String?
    let header: [String]
    let rows: [[String]]
    /// The columns that hold numbers.
    let numbers: Set<Int>

    /// The table as the page's template takes it.
    var context: [String: Any] {
      var context: [String: Any] = [
        "title": title, "header": header,
        "rows": rows.map { row in
          [
            "cells": row.enumerated().map { index, text -> [String: Any] in
              ["text": text, "isNumber": numbers.contains(index)]
            }
          ]
        },
      ]
      context["text"] = text
      return context
    }
  }

  var tables: [Table] { [coefficients, plans, profiles, published].compactMap { $0 } }

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
          symbol, text(estimate.value), estimate.standardError.map { "± \(text($0))" } ?? "–",
          estimate.interval.map { NumberText.interval($0, text) } ?? estimate.reason ?? "–",
        ]
      }, numbers: [1, 2, 3])
  }

  private var plans: Table? {
    // Whole decades: the figures show what is between.
    let shown = record.sweep.filter { abs(log10($0.compute.value).remainder(dividingBy: 1)) < 1e-6 }
    guard !shown.isEmpty else { return nil }
    func pair(_ estimate: Estimate, _ text: (Double) -> String) -> String {
      text(estimate.value) + (estimate.interval.map { " \(NumberText.interval($0, text))" } ?? "")
    }
    func count(_ estimate: Estimate) -> String {
      NumberText.count(estimate.value)
        + (estimate.interval.map { " \(NumberText.countInterval($0, beside: estimate.value))" }
          ?? "")
    }
    func plain(_ value: Double) -> String { NumberText.significant(value) }
    return Table(
      title: "Plans by budget", text: "All of them are in data/plans.csv.",
      header: ["C (FLOP)", "N*", "D*", "D*/N*", "Loss", "MWh", "tCO2e"],
      rows: shown.map { plan in
        [
          NumberText.scientific(plan.compute.value, digits: 2),
          count(plan.parameterCount), count(plan.tokenCount),
          pair(plan.tokensPerParameter, plain),
          pair(plan.loss) { NumberText.significant($0, digits: 4) },
          pair(plan.energyInMegawattHours, plain), pair(plan.emissionsInTonnes, plain),
        ]
      }, numbers: Set(0..<7))
  }

  private var profiles: Table? {
    guard let fit = record.profiles else { return nil }
    let shown = fit.profiles.filter { $0.outcomes[fit.curve]?.optimum != nil }
    let others = fit.profiles.count - shown.count
    return Table(
      title: "IsoFLOP profiles",
      text: "Minima of \(fit.curve.name) curves through the runs of each budget, without the law."
        + (fit.law.map { law in
          " Together: N* ∝ C^\(NumberText.significant(law.parameterExponent.value))"
            + (law.parameterExponent.interval.map {
              " \(NumberText.interval($0) { NumberText.significant($0) })"
            } ?? "") + "."
        } ?? "")
        + (others > 0 ? " \(others) more budgets have none; report.json says why." : ""),
      header: ["C (FLOP)", "Runs", "N*", "Interval", "Loss"],
      rows: shown.map { profile in
        let outcome = profile.outcomes[fit.curve]
        return [
          NumberText.scientific(profile.compute, digits: 2), "\(profile.runCount)",
          outcome?.optimum.map { NumberText.count($0.parameterCount.value) } ?? "–",
          outcome?.optimum.map {
            $0.parameterCount.interval.map { NumberText.interval($0, NumberText.count) }
              ?? $0.parameterCount.reason ?? "–"
          } ?? "–",
          outcome?.optimum.map { NumberText.significant($0.loss.value, digits: 4) } ?? "–",
        ]
      }, numbers: [0, 1, 2, 4])
  }

  private var published: Table? {
    guard !record.published.isEmpty else { return nil }
    let symbols = record.fit.law.coefficients
    return Table(
      title: "Published fits of these runs", text: nil, header: ["Fit"] + symbols + ["Source"],
      rows: record.published.map { fit in
        [fit.label]
          + symbols.map { symbol in
            fit.coefficients[symbol].map { NumberText.significant($0, digits: 5) } ?? "–"
          } + [fit.source]
      }, numbers: Set(1...symbols.count))
  }
}
