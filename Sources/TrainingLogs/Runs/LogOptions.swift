public import TrainingRuns

/// Options for reading runs from logs, where the logs leave choices open.
public struct LogOptions: Sendable {
  /// The names of the loss, in order of preference: the first present one is the loss; empty to detect it
  /// by name.
  public var lossNames: [String] = []
  /// The headers that play other roles.
  public var columns: [ColumnRole: String] = [:]
  /// The unit of the loss.
  public var unit = LossUnit.nats
  /// The rule for the final loss.
  public var finalLoss = FinalLossRule.last
  /// The fraction of final steps that ``FinalLossRule/smoothed`` averages over.
  public var smoothing = 0.05
  /// Sequences per batch.
  public var batchSequences: Double?
  /// Tokens per sequence.
  public var contextLength: Double?
  /// Tokens in the training data (tokens per epoch), for logs that only count epochs.
  public var tokensPerEpoch: Double?
  /// Rules for N, of which the first that matches a run's name applies.
  public var parameters: [ParameterRule] = []
  /// Counts N from the settings of a log that gives the model's shape instead of N.
  public var countingParameters: (@Sendable (_ settings: [String: String]) -> CountedParameters?)?
  /// Whether to keep every checkpoint rather than only the final one.
  public var keepsCurves = false
  /// Whether to exclude checkpoints whose learning rate was not annealed.
  public var onlyAnnealed = false

  /// An option that took effect for a run.
  public enum Use: Sendable, Hashable {
    /// The loss name, or the rule for N, by index.
    case lossName(Int)
    case parameters(Int)
    /// The model configuration that counts N.
    case countingParameters
    case batchSequences, contextLength, tokensPerEpoch
  }

  /// Default options.
  public init() {}

  /// The unit of a logged loss, with its conversion to nats per token.
  public enum LossUnit: Sendable, Equatable {
    case nats
    /// The exponential of the loss in nats.
    case perplexity
    /// Bits per byte of text, with the average bytes per token.
    case bitsPerByte(bytesPerToken: Double)

    /// The loss in nats per token.
    func nats(_ value: Double) -> Double {
      switch self {
      case .nats: value
      case .perplexity: logarithm(value)
      case .bitsPerByte(let bytesPerToken): value * logarithm(2) * bytesPerToken
      }
    }
  }

  /// A counted N, with its origin.
  public struct CountedParameters: Sendable {
    /// N.
    public var count: Double
    /// A sentence on how it was counted.
    public var note: String

    /// A count, with its origin.
    public init(count: Double, note: String) {
      self.count = count
      self.note = note
    }
  }

  /// N for the runs whose name matches a pattern.
  public struct ParameterRule: Sendable {
    /// A name, in which `*` matches any characters.
    public var pattern: String
    /// N.
    public var count: Double
    /// How it was counted, unless given directly.
    public var note: String?

    /// A rule.
    public init(pattern: String, count: Double, note: String? = nil) {
      self.pattern = pattern
      self.count = count
      self.note = note
    }

    func fits(_ name: String) -> Bool {
      let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
      guard let first = parts.first, let last = parts.last, parts.count > 1 else {
        return pattern == name
      }
      guard name.hasPrefix(first) else { return false }
      var rest = name.dropFirst(first.count)
      for part in parts.dropFirst().dropLast() where !part.isEmpty {
        guard let range = rest.firstRange(of: part) else { return false }
        rest = rest[range.upperBound...]
      }
      return rest.hasSuffix(last)
    }
  }
}

/// The rule for a run's final loss.
public enum FinalLossRule: String, Sendable, CaseIterable {
  /// The last positive loss.
  case last
  /// The lowest loss.
  case minimum
  /// The mean over the final steps, at the last of them.
  case smoothed
}
