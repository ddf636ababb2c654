/// The evidence for an energy figure.
public enum EnergyEvidence: String, CaseIterable, Sendable {
  /// Power was measured during the work.
  case measured
  /// Reported hours times an assumed power.
  case accounting
  /// Both hours and power come from a model.
  case predicted
}
