public import Diagnostics

/// Why a law could not be fitted to the given runs.
public enum FitError: Error, Equatable, Sendable {
  /// The table has no rows, or all were excluded.
  case noRuns(dataset: String, rowsRead: Int)
  /// There are fewer runs than coefficients.
  case tooFewRuns(dataset: String, count: Int, needed: Int)
  /// A variable has the same value in every run.
  case constantVariable(dataset: String, symbol: String, value: Double, terms: [String])
  /// The logarithms of the variables are collinear.
  case collinearVariables(dataset: String, symbols: [String])
  /// The starts are meant for another kind of law.
  case startsOfAnotherLaw(law: String, starts: String)
  /// A given start does not have a value in its domain for every coefficient.
  case badStart(law: String, start: [String: Double], coefficients: [String])
  /// A given start has a value outside the bounds of a coefficient.
  case startOutsideBounds(symbol: String, value: Double, bounds: String)
  /// The fitted quantity has the same value in every run.
  case constantResponse(dataset: String, value: Double)
  /// A method of intervals that takes rows as independent, with units of several rows.
  case dependentRows(dataset: String, method: IntervalMethod, unit: String)
  /// The objective decreases without bound as some coefficients grow.
  case endless(dataset: String, symbols: [String])
  /// The law is undefined at one of the runs.
  case undefined(dataset: String, line: Int, point: [String: Double])
  /// The left side of the law is undefined at one of the runs, or cannot be inverted there.
  case leftSide(
    dataset: String, line: Int, leftSide: String, symbol: String, value: Double, isDefined: Bool)
  /// No start led to a finite objective.
  case noFiniteObjective(dataset: String)
}

extension FitError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  public var diagnostic: Diagnostic {
    switch self {
    case .noRuns(let dataset, 0):
      return Diagnostic(
        origin: Origin(document: dataset), what: "there are no runs to fit",
        why: "the table has no rows", fix: "add one row per training run")
    case .noRuns(let dataset, let rowsRead):
      return Diagnostic(
        origin: Origin(document: dataset), what: "there are no runs to fit",
        why: "\(rowsRead == 1 ? "the only row was" : "all \(rowsRead) rows were") excluded",
        fix:
          "exclude fewer rows with \(.filter), \(.highestDropped) and \(.invalidRows), or pass "
          + "\(.describedFiltersOff)")
    case .tooFewRuns(let dataset, let count, let needed):
      return Diagnostic(
        origin: Origin(document: dataset),
        what: "\(count) \(count == 1 ? "run" : "runs") cannot determine \(needed) coefficients",
        why: "a fit needs at least as many runs as coefficients, and an interval many more",
        fix: "add runs, or exclude fewer with \(.filter) and \(.highestDropped)")
    case .constantVariable(let dataset, let symbol, let value, let terms):
      return Diagnostic(
        origin: Origin(document: dataset), what: "\(symbol) is \(compact(value)) in every run",
        why:
          "\(terms.joined(separator: " and ")) cannot be separated from the constant term",
        fix:
          "add runs at other values of \(symbol); at least two are needed, four or more are better"
      )
    case .collinearVariables(let dataset, let symbols):
      return Diagnostic(
        origin: Origin(document: dataset),
        what: "log \(symbols.joined(separator: " and log ")) are collinear over the runs",
        why: "the terms in \(symbols.joined(separator: " and ")) cannot be separated",
        fix: "add runs that vary \(symbols.joined(separator: " and ")) independently")
    case .startsOfAnotherLaw(let law, let starts):
      return Diagnostic(
        origin: Origin(option: "\(.starts, starts)"),
        what: "the law '\(law)' cannot use these starts",
        why: "they form a grid over the exponents and amplitudes of a sum of power terms",
        fix: "omit \(.starts)")
    case .badStart(let law, let start, let coefficients):
      let values = start.sorted { $0.key < $1.key }.map { "\($0.key)=\(compact($0.value))" }
      return Diagnostic(
        origin: Origin(option: "\(.start, values.joined(separator: ","))"),
        what: "the law '\(law)' cannot use these starts",
        why: "a start gives exactly one value per coefficient, each inside its domain",
        fix:
          "the coefficients are \(coefficients.joined(separator: ", ")); amplitudes in a sum of power "
          + "terms are positive")
    case .startOutsideBounds(let symbol, let value, let bounds):
      return Diagnostic(
        origin: Origin(option: "\(.start)"),
        what: "\(symbol) = \(compact(value)) is outside the bounds of '\(symbol)'",
        why: "\(symbol) is bounded to \(bounds)", fix: "start inside the bounds")
    case .constantResponse(let dataset, let value):
      return Diagnostic(
        origin: Origin(document: dataset), what: "the runs do not determine a law",
        why: "the fitted quantity is \(compact(value)) in every run",
        fix: "check the loss column, or add runs with other losses")
    case .dependentRows(let dataset, let method, let unit):
      return Diagnostic(
        origin: Origin(document: dataset),
        what: "\(method.rawValue) intervals take rows as independent",
        why: unit == "runs"
          ? "several rows belong to one run" : "rows with the same \(unit) are resampled together",
        fix: "choose percentile intervals with \(.interval), or rows with \(.resampling)")
    case .endless(let dataset, let symbols):
      return Diagnostic(
        origin: Origin(document: dataset),
        what: "the runs do not determine \(symbols.joined(separator: ", "))",
        why: "the objective keeps decreasing as they grow",
        fix: "add runs that vary more, or use a law without them")
    case .undefined(let dataset, let line, let point):
      let place = point.sorted { $0.key < $1.key }.map { "\($0.key) = \(compact($0.value))" }
      return Diagnostic(
        origin: Origin(document: dataset),
        what: "line \(line): the law has no value at \(place.joined(separator: ", "))",
        why: "a power or function in it is undefined there; log and powers need positive arguments",
        fix: "exclude such rows with \(.filter), or rewrite the law")
    case .leftSide(let dataset, let line, let leftSide, let symbol, let value, let isDefined):
      return Diagnostic(
        origin: Origin(document: dataset),
        what:
          "line \(line): \(leftSide) \(isDefined ? "cannot be inverted" : "has no value") at \(symbol) = "
          + "\(compact(value))",
        why:
          "the law is fitted to \(leftSide), which must be inverted to predict \(symbol)",
        fix: "exclude such rows with \(.filter), or use another left side")
    case .noFiniteObjective(let dataset):
      return Diagnostic(
        origin: Origin(document: dataset), what: "the objective was not finite at any start",
        why: "the values are too large or too small for double precision",
        fix: "check the units of the columns; N in parameters, D in tokens, loss in nats per token")
    }
  }
}

/// A number for a message, without a trailing `.0`.
package func compact(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}
