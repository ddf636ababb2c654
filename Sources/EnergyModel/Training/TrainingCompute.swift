public import Architectures

/// The FLOP of a training run, and what they are made of.
///
///     C = (6·N·D + 12·n_layer·n_ctx·d_attn·D) · (1 + o)
///
/// N counts the parameters that are active for a token. The attention term is the work on the scores, which
/// has no parameters, as `AttentionShape` counts it. o is what comes after
/// pre-training, and runs that were thrown away.
public struct TrainingCompute: Sendable, Equatable {
  /// 6·N·D, FLOP; or the whole of a compute that was given.
  public var parameterFLOP: Double
  /// FLOP of the attention scores.
  public var attentionFLOP: Double
  /// o: further work over the work on the run itself.
  public var overhead: Double
  /// Whether activations are computed again in the backward pass.
  public var isRecomputing: Bool
  /// Whether the compute itself was given, and nothing is added to it.
  public var isInput: Bool

  /// The compute of a model of that size and data.
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

  /// A compute that is known, in FLOP.
  public init(flop: Double, overhead: Double = 0, isRecomputing: Bool = false) {
    parameterFLOP = flop
    attentionFLOP = 0
    self.overhead = overhead
    self.isRecomputing = isRecomputing
    isInput = overhead == 0
  }

  /// The compute of the same run where the work on parameters is `parameterFLOP`.
  func replacing(parameterFLOP: Double) -> TrainingCompute {
    var compute = self
    compute.parameterFLOP = parameterFLOP
    return compute
  }

  /// C: what the model needs, in FLOP; utilisation (MFU) is told against this.
  public var modelFLOP: Double { (parameterFLOP + attentionFLOP) * (1 + overhead) }

  /// What the chips do, in FLOP: with full recomputation a third more, for a second forward pass.
  public var hardwareFLOP: Double { isRecomputing ? modelFLOP * 4 / 3 : modelFLOP }
}
