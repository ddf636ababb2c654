/// An accelerator, by its manufacturer's specification.
public struct HardwareProfile: Sendable, Equatable {
  /// The short name, such as `h100-sxm`.
  public var name: String
  /// Its full name.
  public var title: String
  /// Accelerators of one family share assumptions; `nil` if it shares none.
  public var family: String?
  /// The year of introduction.
  public var year: Int
  /// Dense matrix peak in FLOP/s, for each supported precision.
  ///
  /// Never the rate with structured sparsity.
  public var peakFLOPPerSecond: [NumericPrecision: Double]
  /// Thermal design power of the chip or board, in W.
  public var thermalDesignPower: Double?
  /// Rated power of the whole server per accelerator, over ``thermalDesignPower``.
  public var serverMultiplier: Double?
  /// Memory on the package, in bytes.
  public var memory: Double?
  /// Bandwidth of that memory, in bytes per second.
  public var memoryBandwidth: Double?
  /// The source of the figures.
  public var source: Source

  /// Makes a profile.
  public init(
    name: String, title: String, family: String?, year: Int,
    peakFLOPPerSecond: [NumericPrecision: Double], thermalDesignPower: Double?,
    serverMultiplier: Double?, memory: Double?, memoryBandwidth: Double?, source: Source
  ) {
    self.name = name
    self.title = title
    self.family = family
    self.year = year
    self.peakFLOPPerSecond = peakFLOPPerSecond
    self.thermalDesignPower = thermalDesignPower
    self.serverMultiplier = serverMultiplier
    self.memory = memory
    self.memoryBandwidth = memoryBandwidth
    self.source = source
  }

  /// The supported precisions, in the order of ``NumericPrecision``.
  public var precisions: [NumericPrecision] {
    NumericPrecision.allCases.filter { peakFLOPPerSecond[$0] != nil }
  }

  /// Rated power of the server per accelerator, in W; `nil` if unknown.
  public var ratedNodePower: Double? {
    guard let thermalDesignPower, let serverMultiplier else { return nil }
    return thermalDesignPower * serverMultiplier
  }
}
