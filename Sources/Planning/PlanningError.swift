public import Diagnostics
public import ScalingLaws

/// Why planning failed.
public enum PlanningError: Error, Equatable, Sendable {
  /// The law does not determine how N and D share a compute budget.
  case noOptimum(law: String, quantity: PredictedQuantity)
  /// By the fitted law, the best model spends all compute on parameters or all on tokens.
  case unbalanced(law: String, quantity: PredictedQuantity)
  /// The law depends on more than N and D.
  case missingVariables(law: String, symbols: [String])
  /// A target is not a positive, finite number.
  case notPositive(PlanTarget)
  /// A target is too small for any model.
  case outOfReach(PlanTarget)
  /// Emissions are limited on a grid that has none.
  case unlimited(PlanTarget)
  /// A loss at or below the law's minimum, over all models or for one size.
  case unreachable(
    loss: Double, least: Double, parameterCount: Double?, quantity: PredictedQuantity,
    direction: Direction)
  /// By the fitted law, larger models on more data are worse.
  case worsens(law: String, quantity: PredictedQuantity, direction: Direction)
  /// The use of a model is not a positive number of tokens, or its energy is negative.
  case impossibleServing(tokens: Double)
}

extension PlanningError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  public var diagnostic: Diagnostic {
    var diagnostic = sentences
    diagnostic.category = .usage
    return diagnostic
  }

  private var sentences: Diagnostic {
    switch self {
    case .noOptimum(let law, let quantity):
      let example = quantity.isLoss ? "chinchilla" : "'E + A / N^alpha + B / D^beta'"
      return Diagnostic(
        what: "the law '\(law)' has no compute optimum",
        why: "its \(quantity.name) does not depend on both N and D",
        fix: "fit a law in N and D, such as \(example)")
    case .unbalanced(let law, let quantity):
      return Diagnostic(
        what: "the law '\(law)' has no compute optimum",
        why:
          "with the fitted coefficients, the \(quantity.name) is best when all compute goes to parameters, "
          + "or all to tokens",
        fix: "check the signs of the law's terms, or add runs that vary N and D at fixed compute")
    case .missingVariables(let law, let symbols):
      return Diagnostic(
        what: "the law '\(law)' also depends on \(symbols.joined(separator: ", "))",
        why: "a plan optimises N and D; the other variables are inputs",
        fix: "give each of them a value, as in \(.variable, of: symbols.first ?? "U", "25e9")")
    case .notPositive(let target):
      return Diagnostic(
        origin: Origin(option: target.setting),
        what: "expected a positive number, found \(target.value)",
        why: "the law is a sum of powers, which is undefined there",
        fix: "give a positive number, such as \(target.example)")
    case .outOfReach(let target):
      return Diagnostic(
        origin: Origin(option: target.setting),
        what: "\(target.value) is too little to plan a model",
        why:
          "the optimal model would have fewer than a thousand parameters or tokens, where the law does not "
          + "apply",
        fix: "give a larger value, such as \(target.example)")
    case .unlimited(let target):
      return Diagnostic(
        origin: Origin(option: target.setting), what: "a limit of \(target.value) has no effect",
        why: "the electricity has no emissions, so any compute satisfies it",
        fix: "choose another grid, or plan for a compute or an energy")
    case .unreachable(let loss, let least, let parameterCount, let quantity, let direction):
      let models = parameterCount.map { "a model of \($0) parameters" } ?? "any model"
      let side = direction == .lower ? "above" : "below"
      let other =
        quantity.isLoss
        ? "a higher loss" : "a \(direction == .lower ? "higher" : "lower") \(quantity.name)"
      let larger: Phrase = parameterCount == nil ? "" : ", or more \(.parameters)"
      return Diagnostic(
        origin: Origin(.targetLoss), what: "no compute reaches \(loss)",
        why:
          "according to the law, the \(quantity.name) of \(models) stays \(side) \(least), however long it "
          + "is trained",
        fix: "give \(other)\(larger)")
    case .worsens(let law, let quantity, let direction):
      let (change, better) = direction == .lower ? ("rises", "lower") : ("falls", "higher")
      return Diagnostic(
        what: "the law '\(law)' has no compute optimum",
        why:
          "with the fitted coefficients, the \(quantity.name) \(change) as models and data grow, and "
          + "\(better) values are better",
        fix: "check the column of the \(quantity.name) and the signs of the law's terms")
    case .impossibleServing(let tokens):
      return Diagnostic(
        origin: Origin(.inferenceTokens),
        what: "expected a positive number of tokens and a ratio of at least 0, found \(tokens)",
        why: "they set how much the model is used and how much energy that takes",
        fix: "give them as in \([Mention(.inferenceTokens, "2T"), Mention(.inferenceRatio, "3")])")
    }
  }
}

extension PlanTarget {
  /// The setting of the target.
  fileprivate var setting: Phrase {
    switch self {
    case .compute: "\(.compute)"
    case .loss: "\(.targetLoss)"
    case .cluster: "\(.accelerators) and \(.days)"
    case .energy: "\(.energy)"
    case .emissions: "\(.emissions)"
    case .money: "\(.money)"
    }
  }

  /// The target with its unit.
  fileprivate var value: String {
    switch self {
    case .compute(let compute): "\(compute)"
    case .loss(let loss): "\(loss)"
    case .cluster(let accelerators, let seconds): "\(accelerators) accelerators for \(seconds) s"
    case .energy(let energy): "\(energy) J"
    case .emissions(let emissions): "\(emissions) t"
    case .money(let money, let prices):
      "\(money) at \(prices.perAcceleratorHour) per accelerator-hour and \(prices.perKilowattHour) per kWh"
    }
  }

  /// A valid example.
  fileprivate var example: Phrase {
    switch self {
    case .compute: "1e24"
    case .loss: "2.1"
    case .cluster: "512xh100-sxm with \(.days, "30")"
    case .energy: "500MWh"
    case .emissions: "100t"
    case .money: "2M with \(.pricePerHour, "2")"
    }
  }
}
