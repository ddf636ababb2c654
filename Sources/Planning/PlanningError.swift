public import Diagnostics
public import ScalingLaws

/// Why a plan could not be made.
public enum PlanningError: Error, Equatable, Sendable {
  /// The law does not say how N and D share a compute budget.
  case noOptimum(law: String, quantity: PredictedQuantity)
  /// By the fitted law, the best model takes all compute for parameters or all for tokens.
  case unbalanced(law: String, quantity: PredictedQuantity)
  /// The law depends on more than N and D.
  case missingVariables(law: String, symbols: [String])
  /// A target is not a positive, finite number.
  case notPositive(PlanTarget)
  /// A target is too small for any model.
  case outOfReach(PlanTarget)
  /// Emissions are limited on a grid that has none.
  case unlimited(PlanTarget)
  /// A loss lies at or below the least that the law has, of all models or of those of one size.
  case unreachable(
    loss: Double, least: Double, parameterCount: Double?, quantity: PredictedQuantity,
    direction: Direction)
  /// By the fitted law, larger models on more data are worse.
  case worsens(law: String, quantity: PredictedQuantity, direction: Direction)
  /// The use of a model is not a positive number of tokens, or its energy is negative.
  case impossibleServing(tokens: Double)
}

extension PlanningError: Diagnosed {
  /// What is wrong, why it matters, and how to mend it.
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
        why: "it does not say how the \(quantity.name) depends on both N and D",
        fix: "fit a law in N and D, such as \(example)")
    case .unbalanced(let law, let quantity):
      return Diagnostic(
        what: "the law '\(law)' has no compute optimum",
        why:
          "by the fitted coefficients, the \(quantity.name) is best where all compute goes to parameters, "
          + "or all to tokens",
        fix: "check the signs of the law's terms, or add runs that vary N and D at one compute")
    case .missingVariables(let law, let symbols):
      return Diagnostic(
        what: "the law '\(law)' depends on \(symbols.joined(separator: ", ")) too",
        why: "a plan finds N and D; the other variables have to be known",
        fix: "give each a value, as in \(.variable, of: symbols.first ?? "U", "25e9")")
    case .notPositive(let target):
      return Diagnostic(
        origin: Origin(option: target.setting),
        what: "expected a positive number, found \(target.value)",
        why: "the law is a sum of powers, which has no value there",
        fix: "give a positive number, such as \(target.example)")
    case .outOfReach(let target):
      return Diagnostic(
        origin: Origin(option: target.setting),
        what: "no model can be planned for \(target.value)",
        why:
          "the best model would have less than a thousand parameters or tokens, of which the law says "
          + "nothing",
        fix: "give more, such as \(target.example)")
    case .unlimited(let target):
      return Diagnostic(
        origin: Origin(option: target.setting), what: "a limit of \(target.value) limits nothing",
        why: "the electricity emits nothing, so any compute stays within it",
        fix: "choose another grid, or plan for a compute or an energy")
    case .unreachable(let loss, let least, let parameterCount, let quantity, let direction):
      let models = parameterCount.map { "a model of \($0) parameters" } ?? "any model"
      let side = direction == .lower ? "above" : "below"
      let other =
        quantity.isLoss
        ? "a greater loss" : "a \(direction == .lower ? "higher" : "lower") \(quantity.name)"
      let larger: Phrase = parameterCount == nil ? "" : ", or more \(.parameters)"
      return Diagnostic(
        origin: Origin(.targetLoss), what: "nothing reaches \(loss)",
        why:
          "by the law, the \(quantity.name) of \(models) stays \(side) \(least), however much it is "
          + "trained",
        fix: "give \(other)\(larger)")
    case .worsens(let law, let quantity, let direction):
      let (change, better) = direction == .lower ? ("rises", "lower") : ("falls", "higher")
      return Diagnostic(
        what: "the law '\(law)' has no compute optimum",
        why:
          "by the fitted coefficients, the \(quantity.name) \(change) as models and data grow, and "
          + "\(better) values are better",
        fix: "check the column of the \(quantity.name) and the signs of the law's terms")
    case .impossibleServing(let tokens):
      return Diagnostic(
        origin: Origin(.inferenceTokens),
        what: "expected a positive number of tokens and a ratio of at least 0, found \(tokens)",
        why: "they tell how much a model is used, and what that takes",
        fix: "give them as in \([Mention(.inferenceTokens, "2T"), Mention(.inferenceRatio, "3")])")
    }
  }
}

extension PlanTarget {
  /// What a user sets to ask for the target.
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

  /// What was asked for, with its unit.
  fileprivate var value: String {
    switch self {
    case .compute(let compute): "\(compute)"
    case .loss(let loss): "\(loss)"
    case .cluster(let accelerators, let seconds): "\(accelerators) accelerators for \(seconds) s"
    case .energy(let energy): "\(energy) J"
    case .emissions(let emissions): "\(emissions) t"
    case .money(let money, let prices):
      "\(money) at \(prices.perAcceleratorHour) an hour and \(prices.perKilowattHour) a kWh"
    }
  }

  /// A value that can be planned for.
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
