import Documents
import EnergyModel
import Foundation
import Planning
import Reporting
import ScalingLaws
import Studies
import TrainingRuns

extension FuzzTarget {
  /// Saved fits, with what `predict`, `plan` and `report` make of them.
  static let savedFit = FuzzTarget(
    name: "saved-fit", seeds: documents(["fit", "formula", "compute"]), fragments: jsonFragments,
    form: .json, weight: 0.05,
    check: { bytes in
      let fit: FittedLaw
      do {
        fit = try JSONText.decode(FittedLaw.self, from: bytes)
      } catch is DecodingError {
        return
      }
      try checkForms(FitReport(fits: [fit]))
      let text = try JSONText.encode(fit)
      let again = try JSONText.decode(FittedLaw.self, from: Array(text.utf8))
      try expect(try JSONText.encode(again) == text, "written and read, the fit is another one")

      var point: [ScalingLaw.Variable: Double] = [:]
      for variable in fit.law.variables { point[variable] = 2 }
      point[.parameterCount] = 7e9
      point[.tokenCount] = 2e12
      point[.compute] = 6 * 7e9 * 2e12
      try checkForms(PredictionReport([(fit, [fit.predict(at: point)])]))
      try checkPlans(of: fit)
      let record = ReportRecord(
        fit, studies: try await ReportStudies(of: fit, energyModel: energyModel))
      try expect(!record.markdown().isEmpty && !record.latex().isEmpty, "a report is empty")
      _ = try record.json()
      _ = record.csv()
      // The page writes its figures into a folder, which takes most of the time.
      if bytes.count.isMultiple(of: 8) {
        let page = try await record.html(programs: Programs(path: nil), threadCount: 1)
        try expect(page.hasSuffix("</html>\n"), "the page is cut")
      }
    })

  /// Other documents, with the notebook that `export` makes of them.
  static let companion = FuzzTarget(
    name: "companion",
    seeds: documents([
      "approaches", "backtest", "law-values", "multiverse", "outlook", "precision", "rollout",
    ]), fragments: jsonFragments, form: .json, weight: 0.3,
    check: { bytes in
      let document: CompanionDocument
      do {
        guard let read = try CompanionDocument(bytes) else { return }
        document = read
      } catch is DecodingError {
        return
      }
      let notebook = try await DocumentFolder(document, command: ["echelle", "export"])
        .notebook(programs: Programs(path: nil))
      _ = try JSONSerialization.jsonObject(with: Data(notebook.utf8))
    })

  private static let jsonFragments = ["{", "}", "[", "]", ":", ",", "\"", "\\", "\0", "é", "1e400"]

  /// The plans of a fit for targets of several kinds.
  private static func checkPlans(of fit: FittedLaw) throws {
    let targets: [PlanTarget] = [
      .compute(1e22), .loss(2.2), .cluster(accelerators: 512, seconds: 3e6), .energy(1e12),
    ]
    for target in targets {
      let plan: Plan
      do throws(PlanningError) {
        plan = try Planner(fit: fit, energyModel: energyModel).plan(target)
      } catch {
        // That there is no plan is an answer.
        try expect(!"\(error)".isEmpty, "an error says nothing")
        continue
      }
      try checkForms(PlanReport([(fit, [plan])]))
    }
  }

  /// Writes a report in its three forms.
  private static func checkForms(_ report: some Report) throws {
    _ = report.text()
    _ = try report.json()
    _ = report.csv()
  }

  private static let energyModel: TrainingEnergyModel = {
    do {
      return try TrainingEnergyModel(
        tables: ReferenceTables.load(from: ["\(root)/datasets"]), accelerator: "h100-sxm")
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// Documents as the command has written them, of few runs and replicates.
  private static func documents(_ names: [String]) -> [String] {
    names.map { name in
      let file = "\(root)/Tests/Fuzz/Documents/\(name).json"
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
        preconditionFailure("there is no \(file)")
      }
      return text
    }
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
}
