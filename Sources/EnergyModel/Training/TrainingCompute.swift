public import Architectures

/// The FLOP of a training run and their parts.
///
///     C = (6·N·D + 12·n_layer·n_ctx·d_attn·D) · (1 + o)
///
/// N counts the parameters used per token. The attention term is the FLOP of attention scores, which
/// have no parameters, as counted by `AttentionShape`. o is the overhead of
/// post-training and discarded runs.
public struct TrainingCompute: Sendable, Equatable {
  /// 6·N·D, FLOP; or the whole of a given compute.
  public var parameterFLOP: Double
  /// FLOP of the attention scores.
  public var attentionFLOP: Double
  /// o: additional work relative to the run itself.
  public var overhead: Double
  /// Whether activations are recomputed in the backward pass.
  public var isRecomputing: Bool
  /// Whether the compute itself was given, so nothing is added to it.
  public var isInput: Bool

  /// The compute of a model of this size on this data.
  public init(
    activeParameterCount: Double, tokenCount: Double, attention: AttentionShape? = nil,
    overhead: Double = 0, isRecomputing: Bool = false
  ) {
    parameterFLOP = 6 * activeParameterCount * tokenCount
    attentionFLOP =
      attention.map { $0.trainingFLOPPerToken * tokenCount } ?? 0
    self.overhead = overhead
    self.isRecomputing = isRecomputing
    isInput = false
  }

  /// A known compute, in FLOP.
  public init(flop: Double, overhead: Double = 0, isRecomputing: Bool = false) {
    parameterFLOP = flop
    attentionFLOP = 0
    self.overhead = overhead
    self.isRecomputing = isRecomputing
    isInput = overhead == 0
  }

  /// The compute of the same run with `parameterFLOP` as the parameter term.
  func replacing(parameterFLOP: Double) -> TrainingCompute {
    var compute = self
    compute.parameterFLOP = parameterFLOP
    return compute
  }

  /// C: model FLOP, the basis of utilization (MFU).
  public var modelFLOP: Double { (parameterFLOP + attentionFLOP) * (1 + overhead) }

  /// Hardware FLOP: with full recomputation a third more than C, for a second forward pass.
  public var hardwareFLOP: Double { isRecomputing ? modelFLOP * 4 / 3 : modelFLOP }
}
