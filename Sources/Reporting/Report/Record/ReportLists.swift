import Documents
import EnergyModel
import Planning
import ScalingLaws

/// The sentences of a report: assumptions, diagnostics and provenance.
struct ReportLists {
  private let record: ReportRecord

  init(_ record: ReportRecord) {
    self.record = record
  }

  /// A list with a title.
  struct List {
    /// Its name in the forms.
    let key: String
    let title: String
    let items: [String]
  }

  /// The lists with the symbols of the law as people write them.
  var shown: [List] {
    all.map { list in
      let isOfFit = list.key != Self.provenanceKey
      return List(
        key: list.key, title: list.title, items: isOfFit ? list.items.map(record.shown) : list.items
      )
    }
  }

  /// The lists that are not empty.
  var all: [List] {
    [
      List(
        key: "assumptions", title: "Assumptions",
        items: (remarks + energyAssumptions).map(sentence)),
      List(key: "diagnostics", title: "Diagnostics", items: diagnostics.map(sentence)),
      List(key: Self.provenanceKey, title: "Provenance", items: provenance),
    ].filter { !$0.items.isEmpty }
  }

  private static let provenanceKey = "provenance"

  /// The assumptions about the runs, and the runs left out.
  var remarks: [String] { record.fit.dataset.notes + record.fit.dataset.exclusions }

  /// The diagnostics of the fit, each with its subject before a colon.
  var diagnostics: [String] { FitText(record.fit).diagnostics }

  /// The boundary of the energy; `nil` where there is no plan.
  var energyBoundary: String? {
    record.answer.map { answer in
      let setting = answer.energyModel
      return "energy is \(setting.evidence.rawValue), within the boundary of the "
        + "\(setting.boundary.rawValue): \(setting.hardware.title), \(setting.precision.rawValue)"
    }
  }

  /// The quantities that the energy rests on.
  var energyQuantities: [(title: String, value: String, source: String)] {
    (record.answer?.energyModel.assumptions ?? []).map { assumption in
      let unit = assumption.quantity.unit == "1" ? "" : " \(assumption.quantity.unit)"
      return (
        assumption.quantity.title, NumberText.significant(assumption.median) + unit,
        assumption.source.citation
      )
    }
  }

  private var energyAssumptions: [String] {
    [energyBoundary].compactMap { $0 }
      + energyQuantities.map { "\($0.title): \($0.value) (\($0.source))" }
      + (record.lifetime.map { [$0.cost.text] } ?? [])
  }

  /// The sources of the runs and the law, and the software of the fit.
  var provenance: [String] {
    let fit = record.fit
    let made = fit.provenance
    return [
      "Runs: \(ShownPath.name(fit.dataset)), from \(ShownPath.path(fit.dataset.path)).",
      fit.law.citation.map { "Law: \($0)." },
      "Echelle \(made.version), kernel \(made.kernel), seed \(made.seed), starts \(made.starts).",
      "BLAS: \(made.blas).",
    ].compactMap { $0 }
  }
}

/// A text as a sentence.
func sentence(_ text: String) -> String {
  let end = text.last.map { ".!?".contains($0) } == true ? "" : "."
  return text.prefix(1).uppercased() + text.dropFirst() + end
}
