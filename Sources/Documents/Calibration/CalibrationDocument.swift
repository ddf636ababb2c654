package import Statistics

package struct CalibrationDocument: Document {
  package static let identifier = "calibration"
  package static let title = "Calibration"
  package static let writers = "`calibration`"
  package static let summary = "What `echelle calibration --format json` writes."

  package let level: Double
  package let discrepancy: DiscrepancyRecord
  package let sweeps: [Sweep]
  package let leftOut: [LeftOut]
  package let scores: [Score]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case level, discrepancy, sweeps, leftOut, scores
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .level: Field("The nominal level of the intervals.", .positive, .below(1))
    case .discrepancy: "The discrepancy of the ensemble."
    case .sweeps: "The sweeps that were scored."
    case .leftOut: "The tables that were not scored."
    case .scores: "The scores by forecaster and distance."
    }
  }
}

extension CalibrationDocument {
  package struct Sweep: Described {
    package static let summary = "A sweep that was scored."

    package let name: String
    package let group: String
    package let runs: Int
    package let cutoffs: Int
    package let tunedScale: Nullable<Double>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, group, runs, cutoffs, tunedScale
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "The name of the sweep."
      case .group: "What it has in common with others: its citation, or its own name."
      case .runs: Field("The number of runs.", .atLeast(1))
      case .cutoffs: Field("The number of cut-offs in C that could be used.", .atLeast(1))
      case .tunedScale:
        "The τ that suits the other groups best; null if there are none."
      }
    }
  }

  package struct LeftOut: Described {
    package static let summary = "A table that was not scored."

    package let name: String
    package let reason: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, reason
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "The name of the dataset or group."
      case .reason: "Why it was not scored."
      }
    }
  }

  package struct Score: Described {
    package static let summary = "The score of a forecaster at some distances beyond the runs."

    package let forecaster: String
    package let decadesFrom: Double
    package let decadesTo: Nullable<Double>
    package let unmarkedOnly: Bool
    package let sweeps: Int
    package let groups: Int
    package let forecasts: Int
    package let hitRate: Estimate
    package let medianWidth: Double
    package let intervalScore: Double
    package let medianError: Double

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case forecaster, decadesFrom, decadesTo, unmarkedOnly, sweeps, groups, forecasts, hitRate
      case medianWidth, intervalScore, medianError
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .forecaster:
        Field(
          "`ensemble`; `ensemble-tuned`, with the τ that suits the other groups best; or the name of "
            + "a law, with its own bootstrap intervals.")
      case .decadesFrom: Field("The lower end of the distances, decades of C.", .nonNegative)
      case .decadesTo: "The upper end; null for all beyond."
      case .unmarkedOnly:
        "Whether only forecasts count that are neither untested nor expected to be too high."
      case .sweeps: Field("The number of sweeps.", .atLeast(1))
      case .groups: Field("The number of groups.", .atLeast(1))
      case .forecasts: Field("The number of forecasts.", .atLeast(1))
      case .hitRate:
        Field(
          "The share of intervals that held: the mean over groups of the mean over their sweeps, "
            + "with a t interval over groups.")
      case .medianWidth: "The median over sweeps of the median width of the intervals of log L."
      case .intervalScore: "The mean over groups of the mean interval score of log L."
      case .medianError: "The median over sweeps of the median of |log L̂ − log L|."
      }
    }
  }
}
