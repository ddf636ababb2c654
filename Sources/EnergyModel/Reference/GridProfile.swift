/// An electricity grid and its carbon intensity in one year.
public struct GridProfile: Sendable, Equatable {
  /// The short name: an ISO 3166-1 alpha-3 code in lower case, or `world`.
  public var name: String
  /// The country or region.
  public var title: String
  /// The year of the intensity.
  public var year: Int
  /// Location-based carbon intensity, in gCO₂e per kWh.
  public var carbonIntensity: Double
  /// The source of the figure.
  public var source: Source

  /// The name of this year's row, such as `fra-2021`.
  public var nameOfYear: String { "\(name)-\(year)" }

  /// Makes a profile.
  public init(name: String, title: String, year: Int, carbonIntensity: Double, source: Source) {
    self.name = name
    self.title = title
    self.year = year
    self.carbonIntensity = carbonIntensity
    self.source = source
  }
}
