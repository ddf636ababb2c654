import Documents
import ScalingLaws
import TrainingRuns

/// The fits that were published on the same runs.
struct PublishedSection: ReportSection {
  func table(_ record: ReportRecord) -> ReportTable? {
    guard !record.published.isEmpty else { return nil }
    let symbols = record.fit.law.coefficients
    return ReportTable(
      title: "Published fits of these runs", text: nil, header: ["Fit"] + symbols + ["Source"],
      rows: record.published.map { fit in
        let values = symbols.map { symbol in
          fit.coefficients[symbol].map { NumberText.significant($0, digits: 5) } ?? "–"
        }
        return ([fit.label] + values + [fit.source]).map { ReportTable.Cell($0) }
      }, numbers: Set(1...symbols.count))
  }
}
