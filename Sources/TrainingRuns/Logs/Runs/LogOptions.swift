/// How runs are taken from logs, where the logs do not tell.
package struct LogOptions: Sendable {
  /// The names of the loss, in order: the first that a log has is its loss; empty where it may be told
  /// by its name.
  package var lossNames: [String] = []
  /// The headers that play other roles.
  package var columns: [ColumnRole: String] = [:]
  /// What the loss is measured in.
  package var unit = LossUnit.nats
  /// Which loss is the final one.
  package var finalLoss = FinalLossRule.last
  /// The share of the last steps that ``FinalLossRule/smoothed`` takes the mean over.
  package var smoothing = 0.05
  /// Sequences in a batch.
  package var batchSequences: Double?
  /// Tokens in a sequence.
  package var contextLength: Double?
  /// N of runs, the first that fits a run's name.
  package var parameters: [ParameterRule] = []
  /// Whether every checkpoint is kept, or the final one of each run.
  package var keepsCurves = false
  /// Whether checkpoints whose learning rate was not annealed are left out.
  package var onlyAnnealed = false

  package init() {}

  /// The unit of a logged loss, and what makes nats per token of it.
  package enum LossUnit: Sendable, Equatable {
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

  /// N of the runs whose name a pattern fits.
  package struct ParameterRule: Sendable {
    /// A name, in which `*` stands for any characters.
    package var pattern: String
    package var count: Double

    package init(pattern: String, count: Double) {
      self.pattern = pattern
      self.count = count
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
package enum FinalLossRule: String, Sendable, CaseIterable {
  /// The last one that is a positive number.
  case last
  /// The lowest one.
  case minimum
  /// The mean over the last steps, at the last of them.
  case smoothed
}
