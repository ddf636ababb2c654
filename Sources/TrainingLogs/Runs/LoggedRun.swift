/// A run as its log gives it.
public struct LoggedRun: Sendable {
  /// What it is called, as no other run of the same reading.
  public internal(set) var name: String
  /// The file.
  public let path: String
  /// What wrote the log.
  public let format: LogFormat
  /// N, parameters; `nil` where nothing tells.
  public internal(set) var parameterCount: Double?
  /// The name under which the log has the loss.
  public let lossName: String
  /// The records with a loss, in the order of the steps.
  public internal(set) var checkpoints: [Checkpoint]
  /// The final one, by the rule that was asked for; `nil` where no loss is valid.
  public internal(set) var final: Checkpoint?
  /// The last step that the log has.
  public let lastStep: Double?
  /// The steps that were asked for, where the log tells.
  public let plannedSteps: Double?
  /// How the run ended.
  public internal(set) var status: Status
  /// What was noticed, a sentence each.
  public internal(set) var notes: [String]
  /// The options that decided something for the run.
  public let used: Set<LogOptions.Use>

  /// The state of a run at a step.
  public struct Checkpoint: Sendable, Equatable {
    /// Updates made; `nil` in a table of runs that does not tell.
    public var step: Double?
    /// D, tokens trained on; `nil` where nothing tells.
    public var tokens: Double?
    /// L, nats per token.
    public var loss: Double
    /// The learning rate, where the log tells.
    public var learningRate: Double?
    /// Whether the learning rate had come down to a tenth of its peak; `nil` where it is not told.
    public var isAnnealed: Bool?
  }

  /// How a run ended.
  public enum Status: String, Sendable, CaseIterable {
    /// It made the steps that were asked for, or its tracker says that it finished.
    case completed
    /// It has fewer steps than were asked for.
    case unfinished
    /// It ended with an error.
    case crashed
    /// Its loss is no number at the end, or has gone far up again.
    case diverged
    /// Its losses are those of another run.
    case duplicate
    /// It was given up and begun anew.
    case restarted
    /// The log does not tell.
    case unknown
  }
}
