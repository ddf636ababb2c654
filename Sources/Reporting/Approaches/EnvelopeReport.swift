public import Documents
import ScalingLaws
public import Studies

/// Envelopes of training curves and the power laws through them, in the forms that `echelle envelope`
/// writes.
public struct EnvelopeReport: Report, Sendable {
  /// The fits, in the order of the groups.
  public var fits: [EnvelopeFit]
  /// The groups that could not be fitted.
  public var failures: [FailedDataset]
  /// The version and libraries it was made with.
  public var provenance: MethodProvenance

  /// A report of fits and failures.
  public init(
    _ fits: [EnvelopeFit], failures: [FailedDataset] = [], provenance: MethodProvenance
  ) {
    self.fits = fits
    self.failures = failures
    self.provenance = provenance
  }

  /// JSON: every point of each envelope, and the power laws.
  public func json() throws -> String {
    try document.json()
  }

  /// CSV in tidy form: a row for each figure of each power law; the points are in the JSON.
  public func csv() -> String {
    var csv = CSVText(header: ["dataset", "flop", "quantity"] + UnitEstimate.header)
    for fit in document.fits {
      guard let law = fit.law.value else {
        let cells: [String?] = [fit.dataset.name, nil, "a"] + Array(repeating: nil, count: 6)
        csv.add(cells + [fit.refusal.value])
        continue
      }
      for (quantity, estimate) in law.figures {
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

  private var document: EnvelopeDocument {
    EnvelopeDocument(fits, failures: failures, provenance: provenance)
  }
}
