package import ScalingLaws

extension FitsDocument {
  /// Fits, and the datasets or groups that have none.
  package init(_ fits: [FittedLaw], failures: [FailedDataset]) {
    self.fits = fits
    self.failures = failures
  }
}
