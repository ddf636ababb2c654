/// Why a law could not be fitted to the given runs.
public enum FitError: Error, Equatable, Sendable {
  /// The table has no rows, or all of them were left out.
  case noRuns(dataset: String, rowsRead: Int)
  /// The runs are fewer than the coefficients.
  case tooFewRuns(dataset: String, count: Int, needed: Int)
  /// A variable has the same value in every run.
  case constantVariable(dataset: String, symbol: String, value: Double, terms: [String])
  /// The logarithms of the variables lie on a line.
  case collinearVariables(dataset: String, symbols: [String])
  /// The starts are made for another law.
  case startsOfAnotherLaw(law: String, starts: String)
  /// A given start does not have a value inside its domain for every coefficient.
  case badStart(law: String, start: [String: Double], coefficients: [String])
  /// What the law is of has one value in every run.
  case constantResponse(dataset: String, value: Double)
  /// The objective falls without end as some coefficients grow.
  case endless(dataset: String, symbols: [String])
  /// The law has no value at one of the runs.
  case undefined(dataset: String, line: Int, point: [String: Double])
  /// The left side of the law has no value at one of the runs, or does not lead back to it.
  case leftSide(
    dataset: String, line: Int, leftSide: String, symbol: String, value: Double, isDefined: Bool)
  /// No start led to a finite objective.
  case noFiniteObjective(dataset: String)
}

extension FitError {
  /// Whether the starts that were asked for are at fault, whatever the runs.
  public var isAboutTheStart: Bool {
    switch self {
    case .startsOfAnotherLaw, .badStart: true
    default: false
    }
  }
}

extension FitError: CustomStringConvertible {
  /// What is wrong, why it matters, and how to mend it, a line each.
  public var description: String {
    switch self {
    case .noRuns(let dataset, 0):
      return """
        \(dataset): there are no runs to fit
          why: the table has no rows
          fix: add a row for each training run
        """
    case .noRuns(let dataset, let rowsRead):
      return """
        \(dataset): there are no runs to fit
          why: \(rowsRead == 1 ? "the only row was" : "all \(rowsRead) rows were") left out
          fix: leave fewer out with --where, --drop-highest and --invalid-rows, or pass --no-filters
        """
    case .tooFewRuns(let dataset, let count, let needed):
      return """
        \(dataset): \(count) \(count == 1 ? "run" : "runs") cannot determine \(needed) coefficients
          why: a fit needs at least as many runs as coefficients, and many more for an interval
          fix: add runs, or leave fewer of them out with --where and --drop-highest
        """
    case .constantVariable(let dataset, let symbol, let value, let terms):
      return """
        \(dataset): \(symbol) is \(compact(value)) in every run
          why: \(terms.joined(separator: " and ")) cannot be told from the constant term, \
        whatever the exponent
          fix: add runs with another \(symbol); two or more values are needed, four or more are wise
        """
    case .collinearVariables(let dataset, let symbols):
      return """
        \(dataset): log \(symbols.joined(separator: " and log ")) lie on one line over the runs
          why: the terms in \(symbols.joined(separator: " and ")) cannot be told apart
          fix: add runs that vary \(symbols.joined(separator: " and ")) against each other
        """
    case .startsOfAnotherLaw(let law, let starts):
      return """
        --starts \(starts): the law '\(law)' cannot start there
          why: they are a grid over the exponents and amplitudes of a sum of power terms
          fix: leave --starts out
        """
    case .badStart(let law, let start, let coefficients):
      let values = start.sorted { $0.key < $1.key }.map { "\($0.key)=\(compact($0.value))" }
      return """
        --start \(values.joined(separator: ",")): the law '\(law)' cannot start there
          why: a start has a value for every coefficient and no other, each inside its domain
          fix: the coefficients are \(coefficients.joined(separator: ", ")); amplitudes of a sum of \
        power terms are positive
        """
    case .constantResponse(let dataset, let value):
      return """
        \(dataset): the runs do not determine a law
          why: what it would predict is \(compact(value)) in every run
          fix: check the column of the loss, or add runs with other losses
        """
    case .endless(let dataset, let symbols):
      return """
        \(dataset): the runs do not determine \(symbols.joined(separator: ", "))
          why: the fit becomes better without end as they grow
          fix: add runs that vary more, or write the law without
        """
    case .undefined(let dataset, let line, let point):
      let place = point.sorted { $0.key < $1.key }.map { "\($0.key) = \(compact($0.value))" }
      return """
        \(dataset): line \(line): the law has no value at \(place.joined(separator: ", "))
          why: a power or a function in it is not defined there, as log and powers are not below 0
          fix: leave such rows out with --where, or write the law for them
        """
    case .leftSide(let dataset, let line, let leftSide, let symbol, let value, let isDefined):
      return """
        \(dataset): line \(line): \(leftSide) \(isDefined ? "cannot be undone" : "has no value") at \
        \(symbol) = \(compact(value))
          why: the law is fitted to \(leftSide), and its predictions of \(symbol) are found by undoing it
          fix: leave such rows out with --where, or write another left side
        """
    case .noFiniteObjective(let dataset):
      return """
        \(dataset): the objective was not finite at any start
          why: the values are too large or too small for double precision
          fix: check the units of the columns; N in parameters, D in tokens, loss in nats per token
        """
    }
  }
}

extension FitError {
  /// What is wrong, in a line, without the name of the runs that the message begins with.
  package func reason(withoutName name: String) -> String {
    let line = String(description.prefix { $0 != "\n" })
    let start = "\(name): "
    return line.hasPrefix(start) ? String(line.dropFirst(start.count)) : line
  }
}

/// A number for a message: whole numbers plainly, others as they are.
package func compact(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}
