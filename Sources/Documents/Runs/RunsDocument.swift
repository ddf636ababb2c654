import TrainingLogs
import TrainingRuns

package struct RunsDocument: Document {
  package static let identifier = "runs"
  package static let title = "Runs read from training logs"
  package static let writers = "`collect`"
  package static let summary = "What `echelle collect --format json` writes."

  package let finalLoss: String
  package let smoothing: Nullable<Double>
  package let lossUnit: String
  package let runs: [Run]
  package let warnings: [String]
  package let leftOut: [String]
  package let otherFiles: [String]
  package let passedOver: [PassedOver]
  package let failures: [FailedDataset]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case finalLoss, smoothing, lossUnit, runs, warnings, leftOut, otherFiles, passedOver
    case failures
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .finalLoss:
      Field("The rule that defines the final loss.", .cases(of: FinalLossRule.self))
    case .smoothing:
      Field(
        "The fraction of final steps that a smoothed loss averages over; null for the "
          + "other rules.")
    case .lossUnit:
      Field("The unit of the losses.", .among(["nats per token"]))
    case .runs: "The runs, in the order of the files."
    case .warnings: "Problems in comparing the runs, one sentence each."
    case .leftOut:
      Field(
        "The names of runs excluded because their learning rate was not annealed or is "
          + "not stated.")
    case .otherFiles: "Files in folders that are not logs."
    case .passedOver:
      Field(
        "Entries in folders that were not read: pipes, sockets, devices, dangling links, "
          + "files without read permission.", added: [])
    case .failures: "The logs that could not be read."
    }
  }
}

extension RunsDocument {
  package struct Run: Described {
    package static let summary = "A run, as read from its log."

    package let name: String
    package let file: String
    package let format: String
    package let parameters: Nullable<Double>
    package let lossName: String
    package let status: String
    package let lastStep: Nullable<Double>
    package let plannedSteps: Nullable<Double>
    package let final: Nullable<Checkpoint>
    package let checkpoints: Nullable<[Checkpoint]>
    package let notes: [String]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, file, format, parameters, lossName, status, lastStep, plannedSteps, final
      case checkpoints, notes
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "Its name, unique in the document."
      case .file: "The log."
      case .format: "The log's format, such as megatron."
      case .parameters: "N, in parameters; null where unknown."
      case .lossName: "The name of the loss in the log."
      case .status:
        Field("How the run ended.", .cases(of: LoggedRun.Status.self))
      case .lastStep: "The last step of the log."
      case .plannedSteps: "The planned number of steps."
      case .final:
        Field("The final loss by the rule, with its position; null where no loss is valid.")
      case .checkpoints: "All checkpoints with a valid loss; null unless requested."
      case .notes: "Notes, one sentence each."
      }
    }
  }
}

extension RunsDocument {
  package struct Checkpoint: Described {
    package static let summary = "The state of a run at one step."

    package let step: Nullable<Double>
    package let tokens: Nullable<Double>
    package let loss: Double
    package let learningRate: Nullable<Double>
    package let annealed: Nullable<Bool>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case step, tokens, loss, learningRate, annealed
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .step: "Optimizer steps completed."
      case .tokens: "D, tokens trained on."
      case .loss:
        Field("L, nats per token.", .positive)
      case .learningRate: "The learning rate."
      case .annealed:
        Field(
          "Whether the learning rate had decayed to a tenth of its peak; null where it "
            + "is not stated.")
      }
    }
  }
}

extension RunsDocument {
  package struct PassedOver: Described {
    package static let summary = "An entry that was not read."

    package let file: String
    package let reason: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case file, reason
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .file: "Its path."
      case .reason: "Why it was not read."
      }
    }
  }
}
