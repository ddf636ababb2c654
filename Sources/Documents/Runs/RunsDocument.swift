import TrainingLogs
import TrainingRuns

package struct RunsDocument: Document {
  package static let identifier = "runs"
  package static let title = "Runs taken from logs"
  package static let writers = "`runs`"
  package static let summary = "What `echelle runs --format json` writes."

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
      Field("Which loss of a run is its final one.", .cases(of: FinalLossRule.self))
    case .smoothing:
      Field(
        "The share of the last steps that a smoothed loss is the mean over; null for the "
          + "other rules.")
    case .lossUnit:
      Field("The unit of the losses.", .among(["nats per token"]))
    case .runs: "The runs, in the order of the files."
    case .warnings: "What makes the runs hard to compare, a sentence each."
    case .leftOut:
      Field(
        "The names of runs left out because their learning rate was not annealed or is "
          + "not stated.")
    case .otherFiles: "The files in folders that are no logs."
    case .passedOver:
      Field(
        "What in folders could not be read: pipes, sockets, devices, links to nothing, "
          + "what may not be read.", added: [])
    case .failures: "The logs that could not be read."
    }
  }
}

extension RunsDocument {
  package struct Run: Described {
    package static let summary = "A run, as its log gives it."

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
      case .name: "What it is called, as no other run of the document."
      case .file: "The log."
      case .format: "What wrote the log, such as megatron."
      case .parameters: "N, parameters; null where it cannot be found."
      case .lossName: "The name under which the log has the loss."
      case .status:
        Field("How the run ended.", .cases(of: LoggedRun.Status.self))
      case .lastStep: "The last step of the log."
      case .plannedSteps: "The steps that were asked for."
      case .final:
        Field("The final loss by the rule, and where it was taken; null where no loss is valid.")
      case .checkpoints: "All that have a valid loss; null unless curves were asked for."
      case .notes: "What was noticed, a sentence each."
      }
    }
  }
}

extension RunsDocument {
  package struct Checkpoint: Described {
    package static let summary = "The state of a run at a step."

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
      case .step: "Updates made."
      case .tokens: "D, tokens trained on."
      case .loss:
        Field("L, nats per token.", .positive)
      case .learningRate: "The learning rate."
      case .annealed:
        Field(
          "Whether the learning rate had come down to a tenth of its peak; null where it "
            + "is not stated.")
      }
    }
  }
}

extension RunsDocument {
  package struct PassedOver: Described {
    package static let summary = "Something that was not read."

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
