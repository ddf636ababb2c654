/// The boundary of an energy figure.
public enum EnergyBoundary: String, CaseIterable, Sendable {
  /// Only the accelerator chips or boards.
  case accelerator
  /// The servers: accelerators, processors, memory, network cards, fans, power supplies.
  case node
  /// The servers plus cooling and power distribution.
  case facility
}
