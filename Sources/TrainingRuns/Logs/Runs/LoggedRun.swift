/// A run as its log gives it.
package struct LoggedRun: Sendable {
  /// What it is called, as no other run of the same reading.
  package internal(set) var name: String
  /// The file.
  package let path: String
  package let format: LogFormat
  /// N, parameters; `nil` where nothing tells.
  package internal(set) var parameterCount: Double?
  /// The name under which the log has the loss.
  package let lossName: String
  /// The records with a loss, in the order of the steps.
  package internal(set) var checkpoints: [Checkpoint]
  /// The final one, by the rule that was asked for; `nil` where no loss is valid.
  package internal(set) var final: Checkpoint?
  /// The last step that the log has.
  package let lastStep: Double?
  /// The steps that were asked for, where the log tells.
  package let plannedSteps: Double?
  package internal(set) var status: Status
  /// What was noticed, a sentence each.
  package internal(set) var notes: [String]

  /// The state of a run at a step.
  package struct Checkpoint: Sendable, Equatable {
    /// Updates made; `nil` in a table of runs that does not tell.
    package var step: Double?
    /// D, tokens trained on; `nil` where nothing tells.
    package var tokens: Double?
    /// L, nats per token.
    package var loss: Double
    /// The learning rate, where the log tells.
    package var learningRate: Double?
    /// Whether the learning rate had come down to a tenth of its peak; `nil` where it is not told.
    package var isAnnealed: Bool?
  }

  /// How a run ended.
  package enum Status: String, Sendable, CaseIterable {
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
