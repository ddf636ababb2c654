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

extension PlanningError: CustomStringConvertible {
  /// What is wrong, why it matters, and how to mend it, a line each.
  public var description: String {
    switch self {
    case .noOptimum(let law, let quantity):
      let example = quantity.isLoss ? "chinchilla" : "'E + A / N^alpha + B / D^beta'"
      return """
        the law '\(law)' has no compute optimum
          why: it does not say how the \(quantity.name) depends on both N and D
          fix: fit a law in N and D, such as \(example)
        """
    case .unbalanced(let law, let quantity):
      return """
        the law '\(law)' has no compute optimum
          why: by the fitted coefficients, the \(quantity.name) is best where all compute goes to \
        parameters, or all to tokens
          fix: check the signs of the law's terms, or add runs that vary N and D at one compute
        """
    case .missingVariables(let law, let symbols):
      return """
        the law '\(law)' depends on \(symbols.joined(separator: ", ")) too
          why: a plan finds N and D; the other variables have to be known
          fix: give each a value, as in --at \(symbols.first ?? "U")=25e9
        """
    case .notPositive(let target):
      return """
        \(target.told.option): expected a positive number, found \(target.told.value)
          why: the law is a sum of powers, which has no value there
          fix: give a positive number, such as \(target.told.example)
        """
    case .outOfReach(let target):
      return """
        \(target.told.option): no model can be planned for \(target.told.value)
          why: the best model would have less than a thousand parameters or tokens, of which the law \
        says nothing
          fix: give more, such as \(target.told.example)
        """
    case .unlimited(let target):
      return """
        \(target.told.option): a limit of \(target.told.value) limits nothing
          why: the electricity emits nothing, so any compute stays within it
          fix: choose another grid, or plan for a compute or an energy
        """
    case .unreachable(let loss, let least, let parameterCount, let quantity, let direction):
      let models = parameterCount.map { "a model of \($0) parameters" } ?? "any model"
      let side = direction == .lower ? "above" : "below"
      let other =
        quantity.isLoss
        ? "a greater loss" : "a \(direction == .lower ? "higher" : "lower") \(quantity.name)"
      return """
        --loss: nothing reaches \(loss)
          why: by the law, the \(quantity.name) of \(models) stays \(side) \(least), however much it is \
        trained
          fix: give \(other)\(parameterCount == nil ? "" : ", or more --params")
        """
    case .worsens(let law, let quantity, let direction):
      let (change, better) = direction == .lower ? ("rises", "lower") : ("falls", "higher")
      return """
        the law '\(law)' has no compute optimum
          why: by the fitted coefficients, the \(quantity.name) \(change) as models and data grow, and \
        \(better) values are better
          fix: check the column of the \(quantity.name) and the signs of the law's terms
        """
    case .impossibleServing(let tokens):
      return """
        --inference-tokens: expected a positive number of tokens and a ratio of at least 0, found \(tokens)
          why: they tell how much a model is used, and what that takes
          fix: give them as in --inference-tokens 2T --kappa 3
        """
    }
  }
}

extension PlanTarget {
  /// How the target is told on the command line.
  fileprivate var told: (option: String, value: String, example: String) {
    switch self {
    case .compute(let compute): ("--compute", "\(compute)", "1e24")
    case .loss(let loss): ("--loss", "\(loss)", "2.1")
    case .cluster(let accelerators, let seconds):
      (
        "--gpus and --days", "\(accelerators) accelerators for \(seconds) s",
        "512xh100-sxm with --days 30"
      )
    case .energy(let energy): ("--energy", "\(energy) J", "500MWh")
    case .emissions(let emissions): ("--emissions", "\(emissions) t", "100t")
    case .money(let money, let prices):
      (
        "--money",
        "\(money) at \(prices.perAcceleratorHour) an hour and \(prices.perKilowattHour) a kWh",
        "2M with --price-per-hour 2"
      )
    }
  }
}
