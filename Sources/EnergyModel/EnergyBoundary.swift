/// What an energy figure counts.
public enum EnergyBoundary: String, CaseIterable, Sendable {
  /// The accelerator chips or boards alone.
  case accelerator
  /// The servers: accelerators, processors, memory, network cards, fans, power supplies.
  case node
  /// The servers, and the cooling and power distribution around them.
  case facility
}
