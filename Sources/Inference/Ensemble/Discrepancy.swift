#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// How far a law's forecasts may be off because the law is only nearly true.
///
/// Beyond the largest run a law is off by about τ·r^p in log L, where r is the further drop in log L that it
/// predicts from the edge of the runs along constant D/N. The drop is a better ruler than decades of C: the
/// errors of different sweeps agree better in it.
///
/// References: Kennedy and O'Hagan 2001, doi:10.1111/1467-9868.00294, on discrepancies; the figures are those of
/// rollouts over public sweeps.
public struct Discrepancy: Sendable, Equatable, Codable {
  /// τ.
  public var scale = 0.30
  /// p.
  public var power = 1.4
  /// ν, the degrees of freedom of the t distribution of the errors.
  public var degreesOfFreedom = 3.0
  /// κ, by which laws are weighted for their skill: each weight is exp(κ Σ S) for mean log scores S.
  public var skill = 0.7

  /// The published figures.
  public init() {}

  /// The variance of log L due to the discrepancy, for a predicted drop r.
  func variance(drop: Double) -> Double {
    let error = scale * pow(abs(drop), power)
    return error * error
  }
}
