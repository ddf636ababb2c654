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
  /// A law of one variable turns, so that a loss can be reached on both sides.
  case turning(law: String, symbol: String, at: Double, range: ClosedRange<Double>)
  /// A law of one variable has another value at every one between two bounds.
  case beyondRange(
    target: Double, symbol: String, range: ClosedRange<Double>, least: Double,
    quantity: PredictedQuantity)
  /// A law of one variable is constant, or undefined.
  case unsolvable(law: String, symbol: String)
  /// The law is undefined at the values of its other variables.
  case undefined(law: String, held: [String: Double])
  /// A budget for a law that does not depend on C.
  case withoutCompute(PlanTarget, law: String, symbol: String, quantity: PredictedQuantity)
  /// Serving for a law that does not depend on N.
  case servingWithoutSize(law: String, symbol: String)
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
    case .turning(let law, let symbol, let place, let range):
      return Diagnostic(
        what: "the law '\(law)' is not monotone in \(symbol): it turns near \(brief(place))",
        why:
          "a value may be reached on both sides; \(symbol) is sought from \(brief(range.lowerBound)) "
          + "to \(brief(range.upperBound))",
        fix: "use a law that only falls or only rises in \(symbol)")
    case .beyondRange(let target, let symbol, let range, let least, let quantity):
      return Diagnostic(
        origin: Origin(.targetLoss),
        what: "no \(symbol) from \(brief(range.lowerBound)) on gives \(quantity.withArticle) of "
          + "\(target)",
        why:
          "by the law, the \(quantity.name) is already \(brief(least)) at \(symbol) = "
          + "\(brief(range.lowerBound))",
        fix: "give a \(quantity.name) that the law has in between")
    case .undefined(let law, let held):
      let place = held.sorted { $0.key < $1.key }.map { "\($0.key) = \(brief($0.value))" }
      return Diagnostic(
        origin: Origin(.variable),
        what: "the law '\(law)' has no value at \(place.joined(separator: ", "))",
        why: "a power or function in it is undefined there; log and powers need positive arguments",
        fix: "give values for which it is defined")
    case .unsolvable(let law, let symbol):
      return Diagnostic(
        what: "the law '\(law)' cannot be solved for \(symbol)",
        why: "with the fitted coefficients, it is constant or undefined in \(symbol)",
        fix: "check the law's terms, or add runs that vary \(symbol)")
    case .withoutCompute(let target, let law, let symbol, let quantity):
      return Diagnostic(
        origin: Origin(option: target.setting),
        what: "a budget needs C, and the law '\(law)' depends on \(symbol) alone",
        why: "the law gives the \(symbol) that reaches a \(quantity.name), and no compute",
        fix: "give \(.targetLoss, "2.1"), or fit a law of C or of N and D")
    case .servingWithoutSize(let law, let symbol):
      return Diagnostic(
        origin: Origin(.inferenceTokens), what: "serving needs N, which is not in the law '\(law)'",
        why: "the law depends on \(symbol) alone, and the energy of serving depends on N",
        fix: "leave it out, or fit a law of N and D")
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
