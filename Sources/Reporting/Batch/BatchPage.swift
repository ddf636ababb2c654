public import Documents
import Statistics

/// The page of a batch: its fits side by side in one self-contained HTML file that makes no request.
///
/// `PageTemplate` escapes every value, so that a dataset named `<script>` is text.
public struct BatchPage: Sendable {
  private let report: BatchReport

  /// A page of `record`.
  public init(_ record: BatchRecord) {
    report = BatchReport(record)
  }

  /// The HTML.
  ///
  /// - Throws: If the template of the page cannot be read.
  public func text() throws -> String {
    try PageTemplate(PackageResources.batch_mustache).render(context)
  }

  private var context: [String: Any] {
    let record = report.record
    let failures = record.failures
    let symbols = report.symbols
    var context: [String: Any] = [
      "version": record.makers.map(\.version).joined(separator: ", "),
      "done": record.items.count - failures.count, "total": record.items.count,
      "symbols": symbols.map(SymbolText.shown), "intervals": intervals,
      "forests": ForestPlot.plots(of: record.items).map(\.context),
      "fits": record.items.filter { $0.fit != nil }.map { row($0, symbols: symbols) },
      "makers": record.makers.map { "\($0.text)." },
    ]
    if failures.count < record.items.count { context["hasFits"] = true }
    if !failures.isEmpty {
      context["failed"] = failures.count
      context["failures"] = failures.map {
        ["name": $0.shown($0.name), "error": $0.shown($0.error ?? "")]
      }
    }
    return context
  }

  /// What the cells of the table are.
  private var intervals: String {
    let estimates = report.record.items.lazy.flatMap { $0.fit?.coefficients ?? [] }.map(\.estimate)
    guard let level = estimates.compactMap(\.interval).first?.level else {
      return "Estimates without intervals."
    }
    return "Estimates ± standard errors, with \(NumberText.percent(level)) intervals below."
  }

  private func row(_ item: BatchItem, symbols: [String]) -> [String: Any] {
    let estimates = item.estimates
    var row: [String: Any] = [
      "name": item.shown(item.name), "equation": SymbolText.equation(item.fit?.equation ?? ""),
      "objective": item.objective,
      "used": item.fit?.used ?? 0, "file": item.file ?? "",
      "value": item.fit.map { NumberText.scientific($0.objectiveValue, digits: 4) } ?? "",
      "cells": symbols.map { symbol -> [String: Any] in
        guard let estimate = estimates[symbol] else { return ["text": "", "interval": ""] }
        let decimals = NumberText.decimals(forError: estimate.standardError)
        return [
          "text": estimate.shortText,
          "interval": NumberText.interval(estimate.interval) { value in
            decimals.map { NumberText.fixed(value, decimals: $0) }
              ?? NumberText.significant(value, digits: 4)
          },
        ]
      },
    ]
    row["remarks"] = (item.fit?.remarks ?? []).filter { $0.severity >= .warning }
      .map { SymbolText.sentence(RemarkText.sentence($0), symbols: symbols) }
    return row
  }
}

extension BatchItem {
  /// `text` without the author's folders in the path of the dataset.
  func shown(_ text: String) -> String {
    text.replacing(dataset, with: ShownPath.path(dataset))
  }
}
