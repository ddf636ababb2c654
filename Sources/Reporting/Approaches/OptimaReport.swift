public import Documents
import ScalingLaws
public import Studies

/// Power laws through given optima, in the forms that `echelle isoflop --optima` writes.
public struct OptimaReport: Report, Sendable {
  /// The fits, in the order of the groups.
  public var fits: [OptimaFit]
  /// The groups that could not be fitted.
  public var failures: [FailedDataset]
  /// The version and libraries it was made with.
  public var provenance: MethodProvenance

  /// A report of fits and failures.
  public init(
    _ fits: [OptimaFit], failures: [FailedDataset] = [], provenance: MethodProvenance
  ) {
    self.fits = fits
    self.failures = failures
    self.provenance = provenance
  }

  /// JSON: the power laws of each group.
  public func json() throws -> String {
    try document.json()
  }

  /// CSV in tidy form: a row for each figure of each power law.
  public func csv() -> String {
    var csv = CSVText(header: ["dataset", "weighting", "flop", "quantity"] + UnitEstimate.header)
    for fit in document.fits {
      for law in fit.laws {
        for (quantity, estimate) in law.figures {
          let compute = CSVText.number(law.referenceCompute)
          csv.add([fit.dataset.name, law.weighting, compute, quantity] + estimate.cells)
        }
      }
    }
    return csv.text
  }

  /// Text: a table for each group.
  public func text() -> String {
    fits.map { fit in
      let entries = fit.laws.map { law in
        AllocationListing.Entry(
          label: "\(law.pointCount) optima, \(law.weighting.text)", law: law)
      }
      let lines =
        DatasetText.heading(fit.dataset)
        + AllocationListing(entries: entries).lines(level: fit.resampling.level)
        + (fit.refusal.map { ["  no power law: \($0)"] } ?? [])
        + Self.intervals(fit) + DatasetText.assumptions(fit.dataset)
      return lines.text
    }.joined(separator: "\n")
  }

  private static func intervals(_ fit: OptimaFit) -> [String] {
    guard fit.resampling.replicateCount > 0, !fit.laws.isEmpty else { return [] }
    let count = fit.resampling.replicateCount
    let resampled = "  intervals: \(count) draws of the optima with replacement"
    return fit.laws.count == 1
      ? [resampled]
      : [resampled + "; for weights 1/σ², \(count) draws of normal errors of size σ in log N*"]
  }

  private var document: OptimaDocument {
    OptimaDocument(fits, failures: failures, provenance: provenance)
  }
}
