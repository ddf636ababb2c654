#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A model as it is served: its size, its precision, and how many requests share a step.
public struct InferenceConfiguration: Sendable, Equatable {
  /// How the model is built.
  public enum Architecture: String, CaseIterable, Sendable {
    /// A transformer that uses all of its parameters for every token.
    case dense
    /// A transformer that routes each token to some of its experts.
    case mixtureOfExperts = "mixture-of-experts"
    /// Mostly state-space layers, with few layers of attention.
    case hybrid
  }

  /// How the model is built.
  public var architecture: Architecture
  /// N_active: parameters used for a token.
  public var activeParameters: Double
  /// N: all parameters.
  public var totalParameters: Double
  /// The format in which the weights are stored.
  public var precision: NumericPrecision
  /// G: accelerators that serve one copy of the model.
  public var accelerators: Double
  /// B: requests that are decoded together, on average.
  public var batch: Double
  /// Tokens of an answer.
  public var outputTokens: Double

  /// Makes a configuration.
  ///
  /// - Parameters:
  ///   - activeParameters: N_active.
  ///   - totalParameters: N; `nil` where it is N_active.
  ///   - architecture: `nil` for a mixture of experts where N is above N_active, else dense.
  ///   - precision: The format in which the weights are stored.
  ///   - accelerators: G.
  ///   - batch: B.
  ///   - outputTokens: Tokens of an answer.
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

  /// Bytes of a stored weight; formats of 4 bits carry a scale for each block of 32.
  var bytesPerParameter: Double { Self.bytesPerParameter(precision) }

  /// Bytes of a stored weight; formats of 4 bits carry a scale for each block of 32.
  static func bytesPerParameter(_ precision: NumericPrecision) -> Double {
    switch precision {
    case .fp32, .tf32: 4
    case .bf16: 2
    case .fp8, .int8: 1
    case .fp4: 0.53
    }
  }

  /// Parameters that a step reads: each of B tokens routed independently leaves an expert unread
  /// with probability 1 − N_active / N.
  ///
  ///     N (1 − (1 − N_active/N)^B), at least N_active
  var parametersReadPerStep: Double {
    let unread = max(0, 1 - activeParameters / totalParameters)
    return max(activeParameters, totalParameters * (1 - pow(unread, batch)))
  }
}
