/// Why a plan could not be made.
public enum PlanningError: Error, Equatable, Sendable {
  /// The law does not say how N and D share a compute budget.
  case noOptimum(law: String)
  /// A target is not a positive, finite number.
  case notPositive(PlanTarget)
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
    case .notPositive(let target):
      let (option, value) =
        switch target {
        case .compute(let compute): ("--compute", "\(compute)")
        case .loss(let loss): ("--loss", "\(loss)")
        case .cluster(let accelerators, let seconds):
          ("--gpus and --days", "\(accelerators) accelerators for \(seconds) s")
        }
      return """
        \(option): expected a positive number, found \(value)
          why: the law is a sum of powers, which has no value there
          fix: give a positive number, such as 1e24, 2.1, or 512xh100-sxm with --days 30
        """
    }
  }
}
