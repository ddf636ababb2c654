internal import Formulas
public import ScalingLaws

/// The laws in N and D of an ensemble.
///
/// They differ in how the terms of N and D are joined, which decides how far the loss falls beyond the runs.
public enum EnsembleLaws {
  /// Chinchilla's law, the same with its reducible loss raised to a power, and Kaplan's joint law.
  public static let usual = [.chinchilla] + [coupledPower, kaplanJoint].compactMap { $0 }

  /// L = E + (A/N^α + B/D^β)^k, of which Chinchilla's law is the case k = 1.
  static let coupledPower = law(
    "coupled-power", "E + (A * N^-alpha + B * D^-beta)^k", positive: ["E", "A", "B", "k"])

  /// L = ((Nc/N)^(αN/αD) + Dc/D)^αD, arXiv:2001.08361.
  static let kaplanJoint = law(
    "kaplan-joint", "((Nc / N)^(alpha_N / alpha_D) + Dc / D)^alpha_D",
    positive: ["Nc", "Dc", "alpha_N", "alpha_D"])

  private static func law(_ name: String, _ formula: String, positive: [String]) -> ScalingLaw? {
    var declarations = ScalingLaw.Declarations()
    declarations.name = name
    declarations.domains = Dictionary(uniqueKeysWithValues: positive.map { ($0, .positive) })
    return try? ScalingLaw(formula: formula, columns: [], declarations: declarations)
  }
}
