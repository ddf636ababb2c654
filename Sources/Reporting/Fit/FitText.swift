import Documents
import ScalingLaws
import Statistics

/// A fit in a terminal: the answer first, then how far to trust it.
struct FitText {
  private let fit: FittedLaw

  init(_ fit: FittedLaw) {
    self.fit = fit
  }

  /// The whole record, on a terminal with a plot of the runs.
  func lines(on page: TextPage) -> [TextLine] {
    let heading = heading
    return heading.prefix(1).lines(.strong) + heading.dropFirst().lines()
      + remarks.severe.section + [""].lines() + coefficientLines + [""].lines()
      + uncertainty.map { "  \($0)" }.lines()
      + quality.lines(fit.certificate.converged ? .none : .caution) + remarks.others.section
      + [""].lines() + plot(on: page).lines()
      + assumptions.lines() + provenance.lines(.faint)
  }

  /// The coefficients alone, after what forbids relying on them.
  var answer: [TextLine] {
    let severe = remarks.severe
    return severe + (severe.isEmpty ? [] : [""].lines()) + coefficientLines
  }

  private var remarks: RemarkText { RemarkText(fit.remarks) }

  private var coefficientLines: [TextLine] {
    let table = coefficientTable
    return table.prefix(1).lines(.faint) + table.dropFirst().lines()
  }

  /// The loss of the runs against their compute; none where it is not known of all.
  private func plot(on page: TextPage) -> [String] {
    guard let columns = page.columns, let runs = fit.runs, let compute = runs.compute,
      let loss = runs.loss
    else { return [] }
    let lines = TextPlot(
      points: zip(compute, loss).map { TextPlot.Point(x: $0, y: $1) }, xTitle: "FLOP",
      yTitle: "\(fit.observedName), \(fit.dataset.lossUnit)"
    ).lines(columns: columns)
    return lines.isEmpty ? [] : lines + [""]
  }

  private var heading: [String] {
    let dataset = fit.dataset
    var lines = [[dataset.name, dataset.title].compactMap { $0 }.joined(separator: ": ")]
    let line = "  \(fit.law.equation)    \(meanings)"
    lines +=
      line.count <= TextPage.width ? [line] : ["  \(fit.law.equation)", "  \(meanings)"]
    lines.append("  \(dataset.rows) rows read, \(dataset.used) used")
    lines += dataset.exclusions.map { "    \($0)" }
    let span = dataset.span
    let ranges = [
      span.parameterCount.map { "N \(range($0, NumberText.count))" },
      span.tokenCount.map { "D \(range($0, NumberText.count))" },
      span.compute.map { "C \(range($0) { NumberText.significant($0) }) FLOP" },
      span.loss.map { "\(fit.observedSymbol) \(range($0) { NumberText.significant($0) })" },
    ]
    lines.append("  " + ranges.compactMap { $0 }.joined(separator: ", "))
    lines += fit.law.fixed.sorted { $0.key < $1.key }
      .map { "  \($0.key) is fixed at \($0.value)" }
    lines += fit.law.coefficients.compactMap { symbol in
      fit.law.bounds[symbol].map { "  \(symbol) is kept within \($0)" }
    }
    return lines
  }

  /// The symbols of the formula in words.
  var meanings: String {
    let known = [
      (ScalingLaw.Variable.parameterCount, "N parameters"), (.tokenCount, "D tokens"),
      (.compute, "C FLOP"),
    ].filter { fit.law.variables.contains($0.0) }.map(\.1)
    let observed =
      fit.law.responseColumn != nil && fit.dataset.metric != nil
      ? "\(fit.observedSymbol) in its own units"
      : "\(fit.observedSymbol) \(fit.dataset.lossUnit)"
    return (known + [observed]).joined(separator: ", ")
  }

  private func range(_ extent: DatasetSummary.Extent, _ text: (Double) -> String) -> String {
    "\(text(extent.lower)) to \(text(extent.upper))"
  }

  private var coefficientTable: [String] {
    var table = TextTable([.left, .right, .left, .left, .left])
    let level = NumberText.percent(fit.bootstrap.level)
    table.add(["", "estimate", "± std. error", "\(level) interval", ""])
    for (symbol, estimate) in fit.estimates {
      let decimals = NumberText.decimals(forError: estimate.standardError)
      func text(_ value: Double) -> String {
        decimals.map { NumberText.fixed(value, decimals: $0) }
          ?? NumberText.significant(value, digits: 5)
      }
      table.add([
        symbol, text(estimate.value), estimate.standardError.map { "± \(text($0))" } ?? "–",
        NumberText.interval(of: estimate, text), proportion(symbol),
      ])
    }
    return table.lines(indent: "  ")
  }

  private func proportion(_ symbol: String) -> String {
    guard fit.derived[symbol] != nil else { return "" }
    return symbol == "a" ? "N* ∝ C^a" : "D* ∝ C^b"
  }

  /// How the intervals were found and why some are missing, a sentence each.
  private var uncertainty: [String] {
    let bootstrap = fit.bootstrap
    guard bootstrap.replicates > 0 else { return ["no intervals: bootstrap disabled"] }
    var missing = MissingIntervals(besides: fit.remarks)
    for (symbol, estimate) in fit.estimates { missing.note(symbol, estimate) }
    let reasons = missing.sentences
    guard fit.estimates.contains(where: { $0.estimate.interval != nil }) else {
      return reasons.isEmpty ? ["no intervals: see the remarks"] : reasons
    }
    let failed = bootstrap.failed == 0 ? "none failed" : "\(bootstrap.failed) failed"
    let drops =
      bootstrap.redrawsDrops
      ? "; the highest rows are dropped again in each" : ""
    let units =
      bootstrap.isOfUnits
      ? " of \(bootstrap.units.map { "\($0) " } ?? "")"
        + (bootstrap.unit == "runs" ? "whole runs" : "values of \(bootstrap.unit)") : ""
    let way =
      switch bootstrap.method {
      case .auto, .percentile:
        "percentiles of a pairs bootstrap\(units), \(bootstrap.replicates) replicates, \(failed)\(drops)"
      case .bca:
        "bias-corrected and accelerated (BCa) percentiles of a pairs bootstrap\(units), "
          + "\(bootstrap.replicates) replicates, \(failed)\(drops)"
      case .wald: waldText
      }
    return ["intervals: \(way)"] + reasons
  }

  private var waldText: String {
    let why =
      fit.bootstrap.reason ?? "\(fit.wald?.degreesOfFreedom ?? 0) degrees of freedom"
    return "Wald's, from Student's t: \(why)"
  }

  /// How far to trust the fit, without indentation.
  var diagnostics: [String] {
    uncertainty + quality.map { String($0.drop { $0 == " " }) }
  }

  /// How the intervals were found, as a sentence.
  var uncertaintyText: String {
    sentence(uncertainty.joined(separator: "; "))
  }

  private var quality: [String] {
    let certificate = fit.certificate
    let residuals = fit.residualText
    var lines = [
      "  objective: \(fit.objective.title(isWeighted: fit.isWeighted)) of \(residuals) = "
        + NumberText.scientific(fit.objective.sum, digits: 10)
        + (fit.objective.isOfSquares ? " (half of it is minimised)" : "")
    ]
    let condition = certificate.conditionNumber.map { NumberText.significant($0) } ?? "unknown"
    lines.append(
      "  certificate: \(certificate.converged ? "converged" : certificate.termination), "
        + "gradient \(NumberText.significant(certificate.gradient, digits: 1)), "
        + "condition number \(condition)")
    // Equal minima and undetermined directions are among the remarks.
    let isAlone =
      certificate.equalMinima.isEmpty && certificate.undetermined.isEmpty
      && certificate.shareOfStartsAtBest == 1 && certificate.runnerUpObjective == nil
    let atBest = Int((certificate.shareOfStartsAtBest * Double(certificate.starts)).rounded())
    let runnerUp = certificate.runnerUpObjective.map {
      "; objective at the next lowest minimum: "
        + NumberText.scientific(fit.objective.isOfSquares ? 2 * $0 : $0, digits: 5)
    }
    lines.append(
      isAlone && atBest > 1
        ? "  starts: all \(atBest) reached the same minimum"
        : "  starts: \(atBest) of \(certificate.starts) reached the lowest minimum found"
          + (runnerUp ?? ""))
    return lines
  }

  private var assumptions: [String] {
    fit.dataset.notes.isEmpty
      ? [] : ["  assumptions:"] + fit.dataset.notes.map { "    \($0)" }
  }

  private var provenance: [String] {
    let made = fit.provenance
    return [
      "  echelle \(made.version), kernel \(made.kernel), seed \(made.seed)", "  \(made.blas)",
    ]
  }

  /// A row for each of several fits.
  static func table(_ fits: [FittedLaw]) -> [TextLine] {
    guard let first = fits.first else { return [] }
    let symbols = first.estimates.map(\.symbol)
    var table = TextTable([.left, .right] + symbols.map { _ in .left } + [.right])
    let areSquares = fits.allSatisfy(\.objective.isOfSquares)
    table.add(["dataset", "used"] + symbols + [areSquares ? "Σ squares" : "objective"])
    for fit in fits {
      let cells = fit.estimates.map(\.estimate.shortText)
      table.add(
        [fit.dataset.name, "\(fit.dataset.used)"] + cells
          + [
            NumberText.scientific(
              areSquares ? fit.objective.sum : fit.objective.value, digits: 5)
          ])
    }
    return table.lines().lines()
      + RemarkText.lines(of: fits.map { ($0.dataset.name, $0.remarks) }).section
      + jointly(fits).lines()
  }

  /// What the fits of a joint fit share.
  private static func jointly(_ fits: [FittedLaw]) -> [String] {
    guard let first = fits.first, let joint = first.joint,
      fits.allSatisfy({ $0.joint == joint && $0.objective == first.objective })
    else { return [] }
    let shared = joint.shared.isEmpty ? "nothing" : joint.shared.joined(separator: ", ")
    return [
      "",
      "one joint fit of \(joint.coefficientCount) coefficients to \(joint.used) runs; shared: \(shared); "
        + "the objective is that of all groups together",
    ] + FitText(first).quality.map { String($0.dropFirst(2)) }
  }
}

extension FittedLaw {
  /// Whether the runs have weights that are not all 1.
  var isWeighted: Bool { runs?.weight?.contains { $0 != 1 } ?? false }
}

extension ObjectiveSummary {
  /// The sum as it is written, such as `Σ huber(0.001)` or `weighted Σ squares`; a δ that was scaled to the
  /// residuals has four digits.
  func title(isWeighted: Bool) -> String {
    let delta = delta.map { isScaled == true ? NumberText.significant($0, digits: 4) : "\($0)" }
    let above = asymmetry.map { ", times \(NumberText.significant($0)) above the law" } ?? ""
    let function = isOfSquares ? "squares" : name + (delta.map { "(\($0)\(above))" } ?? "")
    return (isWeighted ? "weighted " : "") + "Σ \(function)"
  }
}

extension FittedLaw {
  /// The symbol of the observed quantity in the law's equation.
  fileprivate var observedSymbol: String { law.responseColumn ?? "L" }

  /// What the residuals are, such as `log L − log L̂`.
  fileprivate var residualText: String {
    let (side, isLog) = (law.leftSideText, objective.space == "log")
    guard side == "L" else { return (isLog ? "log(\(side))" : side) + " minus its fitted value" }
    return isLog ? "log L − log L̂" : "L − L̂"
  }
}
