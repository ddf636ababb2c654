import ScalingLaws
package import Studies

extension EnvelopeDocument {
  /// Envelopes of training curves, and the groups that have none.
  package init(_ fits: [EnvelopeFit], failures: [FailedDataset], provenance: MethodProvenance) {
    self.fits = fits.map(Fit.init)
    self.failures = failures
    self.provenance = provenance
  }
}

extension EnvelopeDocument.Fit {
  fileprivate init(_ fit: EnvelopeFit) {
    dataset = fit.dataset
    runColumn = Nullable(fit.runColumn)
    curves = fit.curveCount
    runsOfOneCheckpoint = fit.singleCount
    valuesPerDecade = fit.valuesPerDecade
    smoothingInDecades = fit.smoothing
    resampling = fit.resampling
    points = fit.points.map(EnvelopeDocument.Point.init)
    shareBeforeEnd = Nullable(fit.shareBeforeEnd)
    law = Nullable(fit.law.map { AllocationForm($0, method: "envelope") })
    refusal = Nullable(fit.refusal)
  }
}

extension EnvelopeDocument.Point {
  fileprivate init(_ point: EnvelopePoint) {
    compute = point.compute
    run = point.run
    parameters = point.parameterCount
    tokens = point.tokenCount
    loss = point.loss
    shareOfRun = point.shareOfRun
    refusal = Nullable(point.refusal?.rawValue)
  }
}
