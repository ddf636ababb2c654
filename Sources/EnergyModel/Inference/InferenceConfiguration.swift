#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A serving configuration: model size, precision, and batch size.
public struct InferenceConfiguration: Sendable, Equatable {
  /// The kind of architecture.
  public enum Architecture: String, CaseIterable, Sendable {
    /// A dense transformer.
    case dense
    /// A mixture-of-experts transformer.
    case mixtureOfExperts = "mixture-of-experts"
    /// Mostly state-space layers, with few attention layers.
    case hybrid
  }

  /// The kind of architecture.
  public var architecture: Architecture
  /// N_active: parameters used per token.
  public var activeParameters: Double
  /// N: all parameters.
  public var totalParameters: Double
  /// The weight format.
  public var precision: NumericPrecision
  /// G: accelerators per model copy.
  public var accelerators: Double
  /// B: requests decoded together, on average.
  public var batch: Double
  /// Tokens per answer.
  public var outputTokens: Double

  /// Makes a configuration.
  ///
  /// - Parameters:
  ///   - activeParameters: N_active.
  ///   - totalParameters: N; `nil` if it equals N_active.
  ///   - architecture: `nil` for a mixture of experts if N exceeds N_active, and dense otherwise.
  ///   - precision: The weight format.
  ///   - accelerators: G.
  ///   - batch: B.
  ///   - outputTokens: Tokens per answer.
  /// - Throws: ``InferenceError/notPositive(_:_:)``, ``InferenceError/activeAboveTotal(_:_:)``.
  public init(
    activeParameters: Double, totalParameters: Double? = nil,
    architecture: Architecture? = nil, precision: NumericPrecision = .bf16,
    accelerators: Double = 1, batch: Double = 64, outputTokens: Double = 500
  ) throws(InferenceError) {
    let total = totalParameters ?? activeParameters
    for (name, value) in [
      ("active parameters", activeParameters), ("parameters", total),
      ("accelerators", accelerators), ("batch", batch), ("output tokens", outputTokens),
    ] where !(value > 0 && value.isFinite) {
      throw .notPositive(name, value)
    }
    guard activeParameters <= total else { throw .activeAboveTotal(activeParameters, total) }
    self.architecture =
      architecture ?? (activeParameters < total ? .mixtureOfExperts : .dense)
    self.activeParameters = activeParameters
    self.totalParameters = total
    self.precision = precision
    self.accelerators = accelerators
    self.batch = batch
    self.outputTokens = outputTokens
  }

  /// Bytes per stored weight; 4-bit formats include one scale per block of 32.
  var bytesPerParameter: Double { Self.bytesPerParameter(precision) }

  /// Bytes per stored weight; 4-bit formats include one scale per block of 32.
  static func bytesPerParameter(_ precision: NumericPrecision) -> Double {
    switch precision {
    case .fp32, .tf32: 4
    case .bf16: 2
    case .fp8, .int8: 1
    case .fp4: 0.53
    }
  }

  /// Parameters read per step: each of B independently routed tokens leaves an expert unread
  /// with probability 1 − N_active / N.
  ///
  ///     N (1 − (1 − N_active/N)^B), at least N_active
  var parametersReadPerStep: Double {
    let unread = max(0, 1 - activeParameters / totalParameters)
    return max(activeParameters, totalParameters * (1 - pow(unread, batch)))
  }
}
