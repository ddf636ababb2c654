public import Documents
public import ScalingLaws
import Statistics

/// One fitted law or several, in the forms that `echelle fit` writes.
public struct FitReport: Report, Sendable {
  /// The fits, in the order of the datasets or groups.
  public var fits: [FittedLaw]
  /// The datasets or groups that could not be fitted, with the error.
  public var failures: [FailedDataset]

  /// A report of fits and failures.
  public init(fits: [FittedLaw], failures: [FailedDataset] = []) {
    self.fits = fits
    self.failures = failures
  }

  /// JSON: the fit itself where there is one and nothing failed, else all of them in one document.
  public func json() throws -> String {
    if fits.count == 1, failures.isEmpty { return try JSONText.encode(fits[0]) }
    return try FitsDocument(fits, failures: failures).json()
  }

  /// CSV in tidy form: a row for each coefficient of each fit.
  public func csv() -> String {
    var csv = CSVText(header: [
      "dataset", "law", "coefficient", "estimate", "standard_error", "lower", "upper", "level",
      "reason", "converged", "remarks",
    ])
    for fit in fits {
      for (symbol, estimate) in fit.estimates {
        csv.add([
          fit.dataset.name, fit.law.name, symbol, CSVText.number(estimate.value),
          CSVText.number(estimate.standardError), CSVText.number(estimate.interval?.lower),
          CSVText.number(estimate.interval?.upper), CSVText.number(estimate.interval?.level),
          estimate.reason, "\(fit.certificate.converged)",
          fit.remarks.codeList,
        ])
      }
    }
    return csv.text
  }

  /// Text: the whole record of a single fit; a row each of several.
  public func text() -> String { text(on: .plain) }

  /// Text: of a single fit the whole record, or the coefficients where the page is brief; a row each
  /// of several.
  public func text(on page: TextPage) -> String {
    guard fits.count == 1 else { return FitText.table(fits).text(on: page) }
    let text = FitText(fits[0])
    return (page.isBrief ? text.answer : text.lines(on: page)).text(on: page)
  }
}
