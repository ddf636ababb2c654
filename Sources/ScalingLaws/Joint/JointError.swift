public import Diagnostics

/// Why groups cannot be fitted together.
public enum JointError: Error, Equatable, Sendable {
  /// A name among those to share is not a coefficient of the law.
  case notACoefficient(String, coefficients: [String])
  /// There are fewer than two groups.
  case tooFewGroups(dataset: String, groups: [String])
}

extension JointError: Diagnosed {
  /// What is wrong, why it matters, and how to mend it.
  public var diagnostic: Diagnostic {
    switch self {
    case .notACoefficient(let name, let coefficients):
      Diagnostic(
        origin: Origin(.sharedCoefficients), what: "'\(name)' is not a coefficient of the law",
        why: "what groups share is told by the symbols of coefficients",
        fix: "the coefficients are \(coefficients.joined(separator: ", "))")
    case .tooFewGroups(let dataset, let groups):
      Diagnostic(
        origin: Origin(document: dataset),
        what: groups.isEmpty
          ? "there is no group to fit" : "there is only the group \(groups[0]) to fit",
        why: "coefficients are shared between two groups or more",
        fix: "name another column with \(.grouping), or leave out \(.sharedCoefficients)",
        category: .usage)
    }
  }
}
