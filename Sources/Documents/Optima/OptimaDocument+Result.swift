import ScalingLaws
package import Studies

extension OptimaDocument {
  /// Power laws through given optima, and the groups that have none.
  package init(_ fits: [OptimaFit], failures: [FailedDataset], provenance: MethodProvenance) {
    self.fits = fits.map { fit in
      Fit(
        dataset: fit.dataset, resampling: fit.resampling,
        laws: fit.laws.map { AllocationForm($0, method: "given optima") },
        refusal: Nullable(fit.refusal))
    }
    self.failures = failures
    self.provenance = provenance
  }
}

extension OptimaFit {
  /// Why there is no power law; `nil` if there is one.
  package var refusal: String? {
    laws.isEmpty
      ? "\(dataset.used) \(dataset.used == 1 ? "optimum" : "optima") at distinct compute values; "
        + "a power law needs 3"
      : nil
  }
}
