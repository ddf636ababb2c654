import Documents
import ScalingLaws
import Statistics
public import Studies

/// IsoFLOP profiles and the power laws through their optima, in the forms that `echelle isoflop`
/// writes.
public struct IsoFLOPReport: Report, Sendable {
  /// The fits, in the order of the groups.
  public var fits: [IsoFLOPFit]
  /// The version and libraries it was made with.
  public var provenance: MethodProvenance

  /// A report of fits.
  public init(_ fits: [IsoFLOPFit], provenance: MethodProvenance) {
    self.fits = fits
    self.provenance = provenance
  }

  /// JSON: every budget by either curve, and the power laws.
  public func json() throws -> String {
    try IsoFLOPDocument(fits, provenance: provenance).json()
  }

  /// CSV in tidy form: a row for each figure of each budget and power law, by either curve.
  public func csv() -> String {
    var csv = CSVText(
      header: ["dataset", "kind", "curve", "weighting", "flop", "quantity"] + UnitEstimate.header)
    for fit in IsoFLOPDocument(fits, provenance: provenance).fits {
      for row in fit.rows { csv.add([fit.dataset.name] + row) }
    }
    return csv.text
  }

  /// Text: the budgets and power laws of each fit.
  public func text() -> String {
    fits.map { IsoFLOPText($0).lines.text }.joined(separator: "\n")
  }
}
