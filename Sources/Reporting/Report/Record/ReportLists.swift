import Documents
import EnergyModel
import Planning
import ScalingLaws

/// What a report says in sentences: on what its figures rest, and how far to trust them.
struct ReportLists {
  private let record: ReportRecord

  init(_ record: ReportRecord) {
    self.record = record
  }

  /// A list with a title.
  struct List {
    /// By which forms refer to it.
    let key: String
    let title: String
    let items: [String]
  }

  /// All that have something to say.
  var all: [List] {
    [
      List(
        key: "assumptions", title: "Assumptions",
        items: (remarks + energyAssumptions).map(sentence)),
      List(key: "diagnostics", title: "Diagnostics", items: diagnostics.map(sentence)),
      List(key: "provenance", title: "Provenance", items: provenance),
    ].filter { !$0.items.isEmpty }
  }

  /// What was assumed of the runs, and which were left out.
  var remarks: [String] { record.fit.dataset.notes + record.fit.dataset.exclusions }

  /// How far to trust the fit, each with what it is about before a colon.
  var diagnostics: [String] { FitText(record.fit).diagnostics }

  /// What the energy counts; `nil` where there is no plan.
  var energyBoundary: String? {
    record.answer.map { answer in
      let setting = answer.energyModel
      return "energy is \(setting.evidence.rawValue), at the boundary of the "
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

  /// Where the runs and the law are from, and with what the fit was made.
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

/// A remark as a sentence.
func sentence(_ text: String) -> String {
  let end = text.last.map { ".!?".contains($0) } == true ? "" : "."
  return text.prefix(1).uppercased() + text.dropFirst() + end
}
