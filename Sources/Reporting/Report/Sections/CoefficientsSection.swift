import Documents
import ScalingLaws
import Statistics

/// The coefficients of the law and the exponents derived from them.
struct CoefficientsSection: ReportSection {
  func table(_ record: ReportRecord) -> ReportTable? {
    let fit = record.fit
    let level = NumberText.percent(fit.bootstrap.level)
    return ReportTable(
      key: "coefficients", title: "Coefficients", text: record.shown(FitText(fit).uncertaintyText),
      header: ["Coefficient", "Estimate", "Std. error", "\(level) interval"],
      rows: fit.estimates.map { symbol, estimate in
        let decimals = NumberText.decimals(forError: estimate.standardError)
        func text(_ value: Double) -> String {
          decimals.map { NumberText.fixed(value, decimals: $0) }
            ?? NumberText.significant(value, digits: 5)
        }
        return [
          ReportTable.Cell(SymbolText.shown(symbol)), ReportTable.Cell(text(estimate.value)),
          ReportTable.Cell(estimate.standardError.map { "± \(text($0))" } ?? "–"),
          ReportTable.Cell(NumberText.interval(of: estimate, text)),
        ]
      }, numbers: [1, 2, 3])
  }
}
