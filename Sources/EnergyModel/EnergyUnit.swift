/// Conversions from the units of computation to display units.
public enum EnergyUnit {
  /// J in a kWh.
  public static let joulesPerKilowattHour = 3.6e6
  /// J in a MWh.
  public static let joulesPerMegawattHour = 3.6e9
  /// kWh in a MWh.
  public static let kilowattHoursPerMegawattHour = 1000.0
  /// s in an hour.
  public static let secondsPerHour = 3600.0
  /// g in a tonne.
  public static let gramsPerTonne = 1e6
}
