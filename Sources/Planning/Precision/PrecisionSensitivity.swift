public import EnergyModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// How much of a model's parameters count when it is trained in few bits.
///
///     N_eff/N = Π (1 − exp(−P/γ))   over weights, activations and the cache of keys and values
///
/// with P the bits of all three.
///
/// Reference: Kumar et al. 2024, "Scaling laws for precision", arXiv:2411.04330.
public struct PrecisionSensitivity: Sendable, Equatable {
  /// γ of weights, activations and the cache, in bits.
  public var gammas: [Double]

  /// The sensitivity with these γ.
  public init(gammas: [Double]) {
    self.gammas = gammas
  }

  /// N_eff/N of a model trained in a precision.
  public func effectiveShare(_ precision: NumericPrecision) -> Double {
    gammas.reduce(1) { $0 * (1 - exp(-precision.bits / $1)) }
  }
}

extension NumericPrecision {
  /// The bits of a number; TF32 has 19 that count.
  var bits: Double {
    switch self {
    case .fp32: 32
    case .tf32: 19
    case .bf16: 16
    case .fp8, .int8: 8
    case .fp4: 4
    }
  }
}
