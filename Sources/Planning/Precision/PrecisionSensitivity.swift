public import EnergyModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The effective parameter count of a model trained in low precision.
///
///     N_eff/N = Π (1 − exp(−P/γ))   over weights, activations and the KV cache
///
/// with P the bits of each.
///
/// Reference: Kumar et al. 2024, "Scaling laws for precision", arXiv:2411.04330.
public struct PrecisionSensitivity: Sendable, Equatable {
  /// γ of weights, activations and KV cache, in bits.
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
  /// The bits of a number; TF32 has 19 effective ones.
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
