public import TrainingRuns

/// How runs are taken from logs, where the logs do not tell.
public struct LogOptions: Sendable {
  /// The names of the loss, in order: the first that a log has is its loss; empty where it may be told
  /// by its name.
  public var lossNames: [String] = []
  /// The headers that play other roles.
  public var columns: [ColumnRole: String] = [:]
  /// What the loss is measured in.
  public var unit = LossUnit.nats
  /// Which loss is the final one.
  public var finalLoss = FinalLossRule.last
  /// The share of the last steps that ``FinalLossRule/smoothed`` takes the mean over.
  public var smoothing = 0.05
  /// Sequences in a batch.
  public var batchSequences: Double?
  /// Tokens in a sequence.
  public var contextLength: Double?
  /// Tokens in the training data, each of which is seen once in an epoch, where a log counts epochs only.
  public var tokensPerEpoch: Double?
  /// N of runs, the first that fits a run's name.
  public var parameters: [ParameterRule] = []
  /// Counts N from the settings of a log that tells the shape of its model, and not N.
  public var countingParameters: (@Sendable (_ settings: [String: String]) -> CountedParameters?)?
  /// Whether every checkpoint is kept, or the final one of each run.
  public var keepsCurves = false
  /// Whether checkpoints whose learning rate was not annealed are left out.
  public var onlyAnnealed = false

  /// An option that decided something for a run.
  public enum Use: Sendable, Hashable {
    /// The loss name, or the rule of parameters, at a place of its list.
    case lossName(Int)
    case parameters(Int)
    /// What counts N from the settings.
    case countingParameters
    case batchSequences, contextLength, tokensPerEpoch
  }

  /// Options that decide nothing for the log.
  public init() {}

  /// The unit of a logged loss, and what makes nats per token of it.
  public enum LossUnit: Sendable, Equatable {
    case nats
    /// The exponential of the loss in nats.
    case perplexity
    /// Bits per byte of text, with the bytes that a token stands for on average.
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

  /// N that was counted, and from what.
  public struct CountedParameters: Sendable {
    /// N.
    public var count: Double
    /// A sentence that says how it was counted.
    public var note: String

    /// A count, and how it came about.
    public init(count: Double, note: String) {
      self.count = count
      self.note = note
    }
  }

  /// N of the runs whose name a pattern fits.
  public struct ParameterRule: Sendable {
    /// A name, in which `*` stands for any characters.
    public var pattern: String
    /// N.
    public var count: Double
    /// How it was counted, where it was not simply given.
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

/// Which of the losses of a run is its final one.
public enum FinalLossRule: String, Sendable, CaseIterable {
  /// The last one that is a positive number.
  case last
  /// The lowest one.
  case minimum
  /// The mean over the last steps, at the last of them.
  case smoothed
}
