import Documents
import EnergyModel
public import Planning
public import ScalingLaws

/// A model in several precisions and at several sparsities, in the forms that `echelle precision` writes.
public struct PrecisionReport: Report, Sendable {
  private let fit: FittedLaw
  private let comparison: PrecisionComparison
  private let sparsity: SparsityComparison?
  private let measured: MeasuredCases

  /// A report of a comparison of precisions, one of sparsities if there is one, and published
  /// measurements.
  public init(
    _ comparison: PrecisionComparison, sparsity: SparsityComparison? = nil, fit: FittedLaw,
    measured: MeasuredCases
  ) {
    self.comparison = comparison
    self.sparsity = sparsity
    self.fit = fit
    self.measured = measured
  }

  /// Text: a row for each precision and sparsity, then published measurements.
  public func text() -> String { text(on: .plain) }

  /// Text: a row for each precision and sparsity, then, unless the page is brief, their assumptions and
  /// published measurements.
  public func text(on page: TextPage) -> String {
    let level = NumberText.percent(fit.bootstrap.level)
    let precisions = PrecisionTables(
      comparison: comparison, level: level, quantity: fit.predicted.name)
    let sparsities = sparsity.map {
      SparsityTables(comparison: $0, level: level, quantity: fit.predicted.name)
    }
    let cases = MeasuredTables(measured)
    let heading =
      "\(NumberText.count(comparison.parameterCount)) parameters on "
      + "\(NumberText.count(comparison.tokenCount)) tokens, \(comparison.hardware.title); "
      + "the law fitted to \(fit.dataset.name) is assumed to hold for bf16"
    var lines = [TextLine(text: heading, emphasis: .strong)]
    lines += RemarkText(comparison.remarks(of: fit)).grave + precisions.table.lines()
    func add(_ part: [String]) { lines += ([""] + part).lines() }
    if !page.isBrief {
      add(precisions.remarks)
      add(cases.trained)
      add(cases.served)
    }
    if let sparsities {
      add(sparsities.pruned)
      add(sparsities.equalLoss)
      if !page.isBrief {
        add(sparsities.remarks)
        add(cases.sparse)
      }
    }
    return lines.text(on: page)
  }

  /// CSV in tidy form: a row for each figure of each precision and sparsity.
  public func csv() -> String {
    var csv = CSVText(
      header: [
        "dataset", "hardware", "parameters", "tokens", "precision", "sparsity", "quantity",
      ] + UnitEstimate.header + ["remarks"])
    let remarks = comparison.remarks(of: fit).codeList
    let head = [
      fit.dataset.name, comparison.hardware.name, CSVText.number(comparison.parameterCount),
      CSVText.number(comparison.tokenCount),
    ]
    func name(_ figure: String) -> String { figure == "loss" ? fit.predicted.name : figure }
    for outcome in document.outcomes {
      for (figure, estimate) in outcome.figures {
        csv.add(head + [outcome.precision, "0", name(figure)] + estimate.cells + [remarks])
      }
    }
    for outcome in document.sparsity.value?.outcomes ?? [] {
      for (figure, estimate) in outcome.figures {
        csv.add(
          head + ["bf16", CSVText.number(outcome.sparsity), name(figure)] + estimate.cells + [
            remarks
          ])
      }
    }
    return csv.text
  }

  /// JSON: the outcomes and the measurements.
  public func json() throws -> String { try document.json() }

  private var document: PrecisionDocument {
    PrecisionDocument(comparison, sparsity: sparsity, fit: fit, measured: measured)
  }
}
