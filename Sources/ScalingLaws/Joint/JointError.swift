public import Diagnostics

/// Why groups cannot be fitted jointly.
public enum JointError: Error, Equatable, Sendable {
  /// A shared name is not a coefficient of the law.
  case notACoefficient(String, coefficients: [String])
  /// There are fewer than two groups.
  case tooFewGroups(dataset: String, groups: [String])
}

extension JointError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  public var diagnostic: Diagnostic {
    switch self {
    case .notACoefficient(let name, let coefficients):
      Diagnostic(
        origin: Origin(.sharedCoefficients), what: "'\(name)' is not a coefficient of the law",
        why: "shared coefficients are named by their symbols",
        fix: "the coefficients are \(coefficients.joined(separator: ", "))")
    case .tooFewGroups(let dataset, let groups):
      Diagnostic(
        origin: Origin(document: dataset),
        what: groups.isEmpty
          ? "no groups to fit" : "only one group to fit, \(groups[0])",
        why: "coefficients are shared between at least two groups",
        fix: "choose another column with \(.grouping), or omit \(.sharedCoefficients)",
        category: .usage)
    }
  }
}
