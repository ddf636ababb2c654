import Documents
import ScalingLaws
import TrainingRuns

/// Published fits to the same runs.
struct PublishedSection: ReportSection {
  func table(_ record: ReportRecord) -> ReportTable? {
    guard !record.published.isEmpty else { return nil }
    let symbols = record.fit.law.coefficients
    return ReportTable(
      key: "published-fits", title: "Published fits to these runs", text: nil,
      header: ["Fit"] + symbols.map(SymbolText.shown) + ["Source"],
      rows: record.published.map { fit in
        let values = symbols.map { symbol in
          fit.coefficients[symbol].map { NumberText.significant($0, digits: 5) } ?? "–"
        }
        return ([fit.label] + values + [fit.source]).map { ReportTable.Cell($0) }
      }, numbers: Set(1...symbols.count))
  }
}
