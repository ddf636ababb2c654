public import Diagnostics

/// Why there is no multiverse.
public enum MultiverseError: Error, Sendable, Equatable {
  /// The law has no compute-optimal allocation.
  case noOptimum(law: String)
}

extension MultiverseError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  public var diagnostic: Diagnostic {
    switch self {
    case .noOptimum(let law):
      Diagnostic(
        what: "the law '\(law)' has no compute optimum",
        why: "the comparison of a, N*, D*/N* and L at a budget needs E + A/N^alpha + B/D^beta",
        fix: "choose a law of this form, such as chinchilla", category: .usage)
    }
  }
}
