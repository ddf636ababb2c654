/// A run read from a log.
public struct LoggedRun: Sendable {
  /// Its name, unique within a reading.
  public internal(set) var name: String
  /// The file.
  public let path: String
  /// The format of the log.
  public let format: LogFormat
  /// N, parameters; `nil` if unknown.
  public internal(set) var parameterCount: Double?
  /// The name of the loss in the log.
  public let lossName: String
  /// The records with a loss, in step order.
  public internal(set) var checkpoints: [Checkpoint]
  /// The final checkpoint by the chosen rule; `nil` if no loss is valid.
  public internal(set) var final: Checkpoint?
  /// The last step in the log.
  public let lastStep: Double?
  /// The planned number of steps, if logged.
  public let plannedSteps: Double?
  /// How the run ended.
  public internal(set) var status: Status
  /// Notes, one sentence each.
  public internal(set) var notes: [String]
  /// The options that took effect for the run.
  public let used: Set<LogOptions.Use>

  /// The state of a run at one step.
  public struct Checkpoint: Sendable, Equatable {
    /// Completed updates; `nil` if unknown in a table of runs.
    public var step: Double?
    /// D, tokens trained on; `nil` if unknown.
    public var tokens: Double?
    /// L, nats per token.
    public var loss: Double
    /// The learning rate, if logged.
    public var learningRate: Double?
    /// Whether the learning rate had decayed to a tenth of its peak; `nil` if unknown.
    public var isAnnealed: Bool?
  }

  /// How a run ended.
  public enum Status: String, Sendable, CaseIterable {
    /// It completed its planned steps, or its tracker reports that it finished.
    case completed
    /// It has fewer steps than planned.
    case unfinished
    /// It ended with an error.
    case crashed
    /// Its final loss is not a number, or has risen far.
    case diverged
    /// Its losses duplicate another run's.
    case duplicate
    /// It was abandoned and restarted.
    case restarted
    /// Unknown.
    case unknown
  }
}
