import Documents
import EnergyModel
import Escaping
import Planning
import ScalingLaws
import Statistics

extension ReportRecord {
  /// The title of the report.
  var title: String { fit.dataset.title ?? ShownPath.name(fit.dataset) }

  /// The answer in a sentence: what to train for the budget, or why these runs cannot answer it.
  var answerSentence: String {
    guard fit.isDetermined else {
      return
        "These runs do not determine the law, so there is no recommendation; the remarks above say which "
        + "runs to add."
    }
    guard let answer else {
      return "There is no plan: \(planRefusal ?? "no budget was given")."
    }
    return "For \(NumberText.significant(answer.compute.value)) FLOP, train "
      + "\(NumberText.count(answer.parameterCount.value)) parameters on "
      + "\(NumberText.count(answer.tokenCount.value)) tokens: predicted \(fit.predicted.name) "
      + "\(NumberText.significant(answer.loss.value, digits: 4)) (\(fit.predicted.unit))."
  }

  /// A sentence about the fit with the symbols of the law as people write them.
  func shown(_ text: String) -> String {
    SymbolText.sentence(text, symbols: fit.law.coefficients)
  }

  /// The remarks above the answer, a sentence each after its severity.
  var remarkSentences: [(severity: Remark.Severity, text: String)] {
    fit.remarks.gravestFirst.map { ($0.severity, shown(sentence(RemarkText.unmarked($0)))) }
  }

  /// Changes of the coefficients that leave every fitted loss unchanged, a sentence each.
  var directionSentences: [String] {
    fit.certificate.undetermined.map { direction in
      let known = fit.law.coefficients.filter { direction.changes[$0] != nil }
      let sign = (known.first.flatMap { direction.changes[$0] } ?? 1) < 0 ? -0.01 : 0.01
      let changes = known.map { symbol in
        let change = sign * (direction.changes[symbol] ?? 0)
        return "\(symbol) by \(change < 0 ? "−" : "+")\(NumberText.significant(abs(change)))"
      }
      return "Changing \(changes.joined(separator: ", ")) "
        + (changes.count == 1 ? "" : "together ") + "leaves the fitted loss of every run unchanged."
    }
  }

  /// The commands that reproduce the report, without the author's folders.
  var commands: [String] {
    var commands: [String] = []
    if let fitting = fit.provenance.command {
      commands.append(ShellText.command((["echelle"] + fitting.dropFirst()).map(ShownPath.word)))
    }
    if let command { commands.append(ShellText.command(command.map(ShownPath.word))) }
    return commands
  }

  /// The quantities of a plan, rounded as by `echelle plan`.
  static func rows(_ plan: Plan, of predicted: PredictedQuantity) -> [PlanRow] {
    func row(
      _ key: String, _ title: String, _ estimate: Estimate, _ unit: String,
      _ text: (Double) -> String
    ) -> PlanRow {
      PlanRow(
        key: key, title: title, value: text(estimate.value),
        interval: NumberText.interval(of: estimate, text), unit: unit)
    }
    func count(_ key: String, _ title: String, _ estimate: Estimate, _ unit: String) -> PlanRow {
      PlanRow(
        key: key, title: title, value: NumberText.count(estimate.value),
        interval: NumberText.countInterval(of: estimate), unit: unit)
    }
    func plain(_ value: Double) -> String { NumberText.significant(value) }
    return [
      count("parameters", "Parameters N*", plan.parameterCount, "parameters"),
      count("tokens", "Tokens D*", plan.tokenCount, "tokens"),
      row("ratio", "D*/N*", plan.tokensPerParameter, "tokens per parameter", plain),
      row("loss", predicted.isLoss ? "Loss" : predicted.name, plan.loss, predicted.unit) {
        NumberText.significant($0, digits: 4)
      },
      count("hours", "Time", plan.acceleratorHours, "\(plan.energyModel.hardware.name) hours"),
      row("energy", "Energy", plan.energyInMegawattHours, "MWh", plain),
      row("emissions", "Emissions", plan.emissionsInTonnes, "tCO₂e", plain),
    ]
  }
}

/// A quantity of a plan as people read it.
struct PlanRow {
  /// Its name in the script of the page.
  let key: String
  let title: String
  let value: String
  let interval: String
  let unit: String
}
