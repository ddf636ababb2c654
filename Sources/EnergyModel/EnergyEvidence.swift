/// How an energy figure was come by.
public enum EnergyEvidence: String, CaseIterable, Sendable {
  /// Power was measured while the work ran.
  case measured
  /// Hours that were counted, times a power that was assumed.
  case accounting
  /// Both hours and power come from a model.
  case predicted
}
