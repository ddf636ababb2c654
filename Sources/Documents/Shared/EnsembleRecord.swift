package import Inference
import ScalingLaws

/// The ensemble behind calibrated forecasts.
package struct EnsembleRecord: Described {
  package static let summary =
    "The ensemble of laws behind the calibrated forecasts from some runs."

  package let dataset: String
  package let members: [Member]
  package let discrepancy: DiscrepancyRecord
  package let runs: Int
  package let innerForecasts: Int
  package let innerMeanError: Nullable<Double>
  package let innerLargeError: Nullable<Double>
  package let widening: Double
  package let untested: Bool
  package let fallsFaster: Bool

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case dataset, members, discrepancy, runs, innerForecasts, innerMeanError
    case innerLargeError, widening, untested, fallsFaster
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .dataset: "The name of the dataset that the laws were fitted to."
    case .members: Field("The laws.", .countAtLeast(1))
    case .discrepancy: "How far the laws may be off beyond the runs."
    case .runs: Field("The number of runs.", .atLeast(1))
    case .innerForecasts:
      Field("The number of forecasts of the larger of the runs from the smaller.", .nonNegative)
    case .innerMeanError:
      Field(
        "The mean of their errors in units of their scale, below 0 if the forecasts were too high; null if "
          + "there are none.")
    case .innerLargeError:
      Field(
        "The 0.9 quantile of their sizes over that of the t distribution, 1 if the scales are right; "
          + "null if there are none.", .nonNegative)
    case .widening: Field("The factor by which all intervals are widened.", .atLeast(1))
    case .untested: "Whether intervals from such runs are untested."
    case .fallsFaster:
      "Whether the loss falls ever faster than the laws forecast, so that forecasts will be too high."
    }
  }

  package struct Member: Described {
    package static let summary = "A law of an ensemble."

    package let law: String
    package let weight: Double

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case law, weight
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .law: "The name of the law."
      case .weight: Field("Its weight; they add up to 1.", .nonNegative, .atMost(1))
      }
    }
  }
}

extension EnsembleRecord {
  /// The record of an ensemble for the runs of `dataset`.
  package init(_ ensemble: LossEnsemble, dataset: String) {
    self.dataset = dataset
    members = ensemble.members.map { Member(law: $0.fit.law.name, weight: $0.weight) }
    discrepancy = DiscrepancyRecord(ensemble.discrepancy)
    runs = ensemble.runCount
    innerForecasts = ensemble.rollout?.count ?? 0
    innerMeanError = Nullable(ensemble.rollout?.meanError)
    innerLargeError = Nullable(ensemble.rollout?.largeError)
    widening = ensemble.widening
    untested = ensemble.isUntested
    fallsFaster = ensemble.rollout?.fallsFaster ?? false
  }
}
