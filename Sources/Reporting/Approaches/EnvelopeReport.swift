import ScalingLaws
public import Studies

/// Envelopes of training curves and the power laws through them, in the forms that `echelle envelope`
/// writes.
public struct EnvelopeReport: Report, Sendable {
  /// The fits, in the order of the groups.
  public var fits: [EnvelopeFit]
  /// The groups that could not be fitted.
  public var failures: [FitReport.Failure]
  /// With what it was made.
  public var provenance: MethodProvenance

  /// A report of fits and failures.
  public init(
    _ fits: [EnvelopeFit], failures: [FitReport.Failure] = [], provenance: MethodProvenance
  ) {
    self.fits = fits
    self.failures = failures
    self.provenance = provenance
  }

  /// JSON: every point of each envelope, and the power laws.
  public func json() throws -> String {
    try JSONText.encode(
      Document(fits: fits.map(Form.init), failures: failures, provenance: provenance))
  }

  /// CSV in tidy form: a row for each figure of each power law; the points are in the JSON.
  public func csv() -> String {
    var csv = CSVText(header: ["dataset", "flop", "quantity"] + UnitEstimate.header)
    for fit in fits {
      guard let law = fit.law else {
        let cells: [String?] = [fit.dataset.name, nil, "a"] + Array(repeating: nil, count: 6)
        csv.add(cells + [fit.refusal])
        continue
      }
      for (quantity, estimate) in AllocationListing.figures(law) {
        csv.add(
          [fit.dataset.name, CSVText.number(law.referenceCompute), quantity] + estimate.cells)
      }
    }
    return csv.text
  }

  /// Text: the stretches of each envelope and its power law.
  public func text() -> String {
    fits.map { EnvelopeText($0).lines.text }.joined(separator: "\n")
  }

  private struct Document: Encodable {
    let schema = "echelle.envelope/1"
    let fits: [Form]
    let failures: [FitReport.Failure]
    let provenance: MethodProvenance
  }

  private struct Form: Encodable {
    let dataset: DatasetSummary
    let runColumn: Nullable<String>
    let curves: Int
    let runsOfOneCheckpoint: Int
    let valuesPerDecade: Int
    let smoothingInDecades: Double
    let resampling: ResamplingOptions
    let points: [PointForm]
    let shareBeforeEnd: Nullable<Double>
    let law: Nullable<AllocationListing.Form>
    let refusal: Nullable<String>

    init(_ fit: EnvelopeFit) {
      dataset = fit.dataset
      runColumn = Nullable(fit.runColumn)
      curves = fit.curveCount
      runsOfOneCheckpoint = fit.singleCount
      valuesPerDecade = fit.valuesPerDecade
      smoothingInDecades = fit.smoothing
      resampling = fit.resampling
      points = fit.points.map(PointForm.init)
      shareBeforeEnd = Nullable(fit.shareBeforeEnd)
      law = Nullable(fit.law.map { AllocationListing.Form($0, method: "envelope") })
      refusal = Nullable(fit.refusal)
    }
  }

  private struct PointForm: Encodable {
    let compute: Double
    let run: String
    let parameters: Double
    let tokens: Double
    let loss: Double
    let shareOfRun: Double
    let refusal: Nullable<String>

    init(_ point: EnvelopePoint) {
      compute = point.compute
      run = point.run
      parameters = point.parameterCount
      tokens = point.tokenCount
      loss = point.loss
      shareOfRun = point.shareOfRun
      refusal = Nullable(point.refusal?.rawValue)
    }
  }
}
