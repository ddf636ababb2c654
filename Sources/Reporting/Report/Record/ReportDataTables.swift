import Documents
import Planning
import ScalingLaws
import Statistics
import Studies
import TrainingRuns

/// The record as tidy CSV files in full precision; with the tables of the figures they hold all that the
/// other forms show.
struct ReportDataTables {
  private let record: ReportRecord

  init(_ record: ReportRecord) {
    self.record = record
  }

  /// The files, by their names without `.csv`.
  var files: [(name: String, csv: String)] {
    var files = [("coefficients", FitReport(fits: [record.fit]).csv()), ("remarks", remarks)]
    if let answer = record.answer {
      files.append(("answer", PlanReport([(record.fit, [answer])]).csv()))
    }
    if !record.sweep.isEmpty {
      files.append(("plans", PlanReport([(record.fit, record.sweep)]).csv()))
    }
    if record.profiles != nil { files.append(("profiles", profiles)) }
    if !record.published.isEmpty { files.append(("published", published)) }
    return files
  }

  /// The words of the report: its title, the law, the answer and the lists.
  private var remarks: String {
    var csv = CSVText(header: ["part", "text"])
    csv.add(["title", record.title])
    csv.add(["law", record.fit.law.equation])
    for remark in record.fit.remarks.gravestFirst {
      csv.add(["remark", RemarkText.sentence(remark)])
    }
    csv.add(["answer", record.answerSentence])
    for direction in record.directionSentences { csv.add(["answer", direction]) }
    for note in record.answer?.notes ?? [] { csv.add(["answer", note]) }
    for list in ReportLists(record).all {
      for item in list.items { csv.add([list.key, item]) }
    }
    for command in record.commands { csv.add(["command", command]) }
    return csv.text
  }

  /// The minima of the IsoFLOP profiles with their intervals, and why a budget has none.
  private var profiles: String {
    var csv = CSVText(
      header: ["compute_flop", "runs", "curve", "quantity"] + UnitEstimate.header + ["refusal"])
    guard let fit = record.profiles else { return csv.text }
    for profile in fit.profiles {
      let outcome = profile.outcomes[fit.curve]
      let start = [CSVText.number(profile.compute), "\(profile.runCount)", fit.curve.name]
      guard let optimum = outcome?.optimum else {
        csv.add(
          start + ["N*"] + UnitEstimate.header.map { _ in nil }
            + [outcome?.refusal.map { "\($0)" }])
        continue
      }
      let quantities = [
        ("N*", UnitEstimate(estimate: optimum.parameterCount, unit: "parameters")),
        ("D*", UnitEstimate(estimate: optimum.tokenCount, unit: "tokens")),
        ("loss", UnitEstimate(estimate: optimum.loss, unit: record.fit.predicted.unit)),
      ]
      for (name, quantity) in quantities { csv.add(start + [name] + quantity.cells + [nil]) }
    }
    return csv.text
  }

  /// The published fits, one coefficient per row.
  private var published: String {
    var csv = CSVText(header: ["label", "coefficient", "value", "standard_error", "source"])
    for fit in record.published {
      for (symbol, value) in fit.coefficients.sorted(by: { $0.key < $1.key }) {
        csv.add([
          fit.label, symbol, CSVText.number(value), CSVText.number(fit.standardErrors[symbol]),
          fit.source,
        ])
      }
    }
    return csv.text
  }
}
