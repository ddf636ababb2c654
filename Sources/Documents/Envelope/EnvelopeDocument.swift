package import ScalingLaws
package import Studies

package struct EnvelopeDocument: Document {
  package static let identifier = "envelope"
  package static let title = "Envelopes of training curves"
  package static let writers = "`envelope`"
  package static let summary = "What `echelle envelope --format json` writes."

  package let fits: [Fit]
  package let failures: [FailedDataset]
  package let provenance: MethodProvenance

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case fits, failures, provenance
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .fits: "The envelopes, in the order of the groups."
    case .failures: "Inputs that could not be read as training curves."
    case .provenance: "The software and settings that produced the document."
    }
  }
}

extension EnvelopeDocument {
  package struct Fit: Described {
    package static let summary = "The envelope of a table or group."

    package let dataset: DatasetSummary
    package let runColumn: Nullable<String>
    package let curves: Int
    package let runsOfOneCheckpoint: Int
    package let valuesPerDecade: Int
    package let smoothingInDecades: Double
    package let resampling: ResamplingOptions
    package let points: [Point]
    package let shareBeforeEnd: Nullable<Double>
    package let law: Nullable<AllocationForm>
    package let refusal: Nullable<String>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case dataset, runColumn, curves, runsOfOneCheckpoint, valuesPerDecade, smoothingInDecades
      case resampling, points, shareBeforeEnd, law, refusal
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .dataset: "The checkpoints."
      case .runColumn:
        Field("The header of the column that names the run; null where N distinguishes the runs.")
      case .curves:
        Field("The number of training curves.", .nonNegative)
      case .runsOfOneCheckpoint:
        Field("The number of runs excluded because they have only one checkpoint.", .nonNegative)
      case .valuesPerDecade:
        Field("The number of compute values per decade.", .nonNegative)
      case .smoothingInDecades:
        Field(
          "The smoothing width, a standard deviation in decades of C; 0 for none.",
          .nonNegative)
      case .resampling: "How the intervals were computed: whole runs are resampled."
      case .points: "The envelope, by increasing compute."
      case .shareBeforeEnd:
        Field(
          "The share of usable points that lie before the last tenth of their run; "
            + "null without such points.", .nonNegative, .atMost(1))
      case .law:
        Field("The power laws through the usable points; null where there are too few.")
      case .refusal: "Why there is no law; null where there is one."
      }
    }
  }
}

extension EnvelopeDocument {
  package struct Point: Described {
    package static let summary = "The best run at one compute value."

    package let compute: Double
    package let run: String
    package let parameters: Double
    package let tokens: Double
    package let loss: Double
    package let shareOfRun: Double
    package let refusal: Nullable<String>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case compute, run, parameters, tokens, loss, shareOfRun, refusal
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .compute:
        Field("C, in FLOP.", .positive)
      case .run: "The name of the run with the lowest loss."
      case .parameters:
        Field("Its N.", .positive)
      case .tokens:
        Field("Its D at this compute.", .positive)
      case .loss:
        Field("Its loss at this compute.", .positive)
      case .shareOfRun:
        Field("C divided by the compute of the run's last checkpoint.", .positive)
      case .refusal: "Why the point is not usable; null where it is."
      }
    }
  }
}
