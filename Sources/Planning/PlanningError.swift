/// Why a plan could not be made.
public enum PlanningError: Error, Equatable, Sendable {
  /// The law does not say how N and D share a compute budget.
  case noOptimum(law: String)
  /// The law depends on more than N and D.
  case missingVariables(law: String, symbols: [String])
  /// A target is not a positive, finite number.
  case notPositive(PlanTarget)
  /// A target is too small for any model.
  case outOfReach(PlanTarget)
  /// Emissions are limited on a grid that has none.
  case unlimited(PlanTarget)
  /// A loss lies at or below the least that the law has, of all models or of those of one size.
  case unreachable(loss: Double, least: Double, parameterCount: Double?)
  /// The use of a model is not a positive number of tokens, or its energy is negative.
  case impossibleServing(tokens: Double)
}

extension PlanningError: CustomStringConvertible {
  /// What is wrong, why it matters, and how to mend it, a line each.
  public var description: String {
    switch self {
    case .noOptimum(let law):
      return """
        the law '\(law)' has no compute optimum
          why: it does not say how the loss depends on both N and D
          fix: fit a law in N and D, such as chinchilla
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
    case .unreachable(let loss, let least, let parameterCount):
      let models = parameterCount.map { "a model of \($0) parameters" } ?? "any model"
      return """
        --loss: nothing reaches \(loss)
          why: by the law, the loss of \(models) stays above \(least), however much it is trained
          fix: give a greater loss\(parameterCount == nil ? "" : ", or more --params")
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
