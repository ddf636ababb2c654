import Documents
import EnergyModel
import Escaping
import Planning
import ScalingLaws
import Statistics

extension ReportRecord {
  /// The title of the report.
  var title: String { fit.dataset.title ?? ShownPath.name(fit.dataset) }

  /// The answer in a sentence: what to train for the budget, or why these runs do not say it.
  var answerSentence: String {
    guard fit.isDetermined else {
      return
        "These runs do not determine the law, so they do not say what to train; the remarks above "
        + "say what to add."
    }
    guard let answer else {
      return "There is no plan: \(planRefusal ?? "no budget was given")."
    }
    return "For \(NumberText.significant(answer.compute.value)) FLOP, train "
      + "\(NumberText.count(answer.parameterCount.value)) parameters on "
      + "\(NumberText.count(answer.tokenCount.value)) tokens: predicted \(fit.predicted.name) "
      + "\(NumberText.significant(answer.loss.value, digits: 4)) (\(fit.predicted.unit))."
  }

  /// The remarks that stand above the answer, a sentence each after its severity.
  var remarkSentences: [(severity: Remark.Severity, text: String)] {
    fit.remarks.gravestFirst.map { ($0.severity, sentence(RemarkText.unmarked($0))) }
  }

  /// The ways to change the coefficients that the runs do not see, a sentence each.
  var directionSentences: [String] {
    fit.certificate.undetermined.map { direction in
      let known = fit.law.coefficients.filter { direction.changes[$0] != nil }
      let sign = (known.first.flatMap { direction.changes[$0] } ?? 1) < 0 ? -0.01 : 0.01
      let changes = known.map { symbol in
        let change = sign * (direction.changes[symbol] ?? 0)
        return "\(symbol) by \(change < 0 ? "−" : "+")\(NumberText.significant(abs(change)))"
      }
      return "Changing \(changes.joined(separator: ", ")) "
        + (changes.count == 1 ? "" : "together ") + "leaves the fitted loss of every run as it is."
    }
  }

  /// The commands that reproduce the report, each on a line, without the folders of its author.
  var commands: [String] {
    var commands: [String] = []
    if let fitting = fit.provenance.command {
      commands.append(ShellText.command((["echelle"] + fitting.dropFirst()).map(ShownPath.word)))
    }
    if let command { commands.append(ShellText.command(command.map(ShownPath.word))) }
    return commands
  }

  /// The figures of a plan as people read them, in the rounding of `echelle plan`.
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
      row("emissions", "Emissions", plan.emissionsInTonnes, "tCO2e", plain),
    ]
  }
}

/// A figure of a plan as people read it.
struct PlanRow {
  /// By which the page's script finds it.
  let key: String
  let title: String
  let value: String
  let interval: String
  let unit: String
}
