public import Diagnostics

extension RunTable {
  /// A table of runs from arrays with one element per run; C is k·N·D.
  ///
  /// - Parameters:
  ///   - parameterCount: N, parameters.
  ///   - tokenCount: D, tokens.
  ///   - loss: L, nats per token, or another fitted quantity.
  ///   - weights: The weight of each run, equal by default; 0 excludes a run.
  ///   - columns: Other variables of a law, by name.
  ///   - name: The name of the runs.
  ///   - flopPerParameterToken: k.
  /// - Throws: ``RunArrayError`` if arrays differ in length, N, D or L is not positive and finite,
  ///   a weight is negative, or a number is not finite.
  public init(
    parameterCount: [Double], tokenCount: [Double], loss: [Double], weights: [Double]? = nil,
    columns: [String: [Double]] = [:], name: String = "runs", flopPerParameterToken: Double = 6
  ) throws(RunArrayError) {
    let count = parameterCount.count
    let positive = RunArrayError.Need.positive
    try RunArrayError.check(parameterCount, "parameterCount", count: count, need: positive)
    try RunArrayError.check(tokenCount, "tokenCount", count: count, need: positive)
    try RunArrayError.check(loss, "loss", count: count, need: positive)
    if let weights {
      try RunArrayError.check(weights, "weights", count: count, need: .notNegative)
    }
    for (name, values) in columns.sorted(by: { $0.key < $1.key }) {
      try RunArrayError.check(values, name, count: count, need: .finite)
    }
    self.init(
      name: name, path: name, rowNumber: Array(1..<count + 1), parameterCount: parameterCount,
      tokenCount: tokenCount,
      compute: zip(parameterCount, tokenCount).map { flopPerParameterToken * $0 * $1 },
      loss: loss, flopPerParameterToken: flopPerParameterToken, lossUnit: "nats per token",
      further: FurtherColumns(weight: weights, variables: columns))
    derivedRole = .compute
    warnings = findWarnings(evaluations: nil)
    notes = allNotes()
  }
}

/// Why arrays do not form a table of runs.
public enum RunArrayError: Error, Equatable, Sendable {
  /// An array has a different number of elements from that of N.
  case length(array: String, count: Int, expected: Int)
  /// An element is invalid; its index counts from 0.
  case element(array: String, index: Int, value: Double, need: Need)
  /// The runs lack a variable of the law.
  case missing(variable: String, law: String, known: [String])

  /// The requirement on elements.
  public enum Need: String, Sendable {
    /// Above 0 and finite.
    case positive = "a positive number"
    /// At least 0 and finite.
    case notNegative = "a finite number of at least 0"
    /// Finite.
    case finite = "a finite number"

    fileprivate func accepts(_ value: Double) -> Bool {
      switch self {
      case .positive: value > 0 && value.isFinite
      case .notNegative: value >= 0 && value.isFinite
      case .finite: value.isFinite
      }
    }
  }

  fileprivate static func check(
    _ values: [Double], _ array: String, count: Int, need: Need
  ) throws(RunArrayError) {
    guard values.count == count else {
      throw .length(array: array, count: values.count, expected: count)
    }
    if let index = values.firstIndex(where: { !need.accepts($0) }) {
      throw .element(array: array, index: index, value: values[index], need: need)
    }
  }
}

extension RunArrayError: Diagnosed {
  /// What is wrong, why it matters, and how to fix it; the array is the place.
  public var diagnostic: Diagnostic {
    switch self {
    case .length(let array, let count, let expected):
      Diagnostic(
        origin: Origin(document: array),
        what: "\(counted(count, "element")), and parameterCount has \(expected)",
        why: "element i of every array belongs to run i",
        fix: "give each array an element for every run")
    case .element(let array, let index, let value, let need):
      Diagnostic(
        origin: Origin(document: "\(array)[\(index)]"),
        what: "expected \(need.rawValue), found \(plain(value))",
        why: Phrase(need.reason),
        fix: "correct the element, or remove the run from every array")
    case .missing(let variable, let law, let known):
      Diagnostic(
        what: "the runs have no column '\(variable)'",
        why: Phrase(
          "it is a variable of the law '\(law)'; "
            + (known.isEmpty
              ? "no further columns were given" : "the columns are \(listed(known))")),
        fix: "give the column, or fit another law")
    }
  }
}

extension RunArrayError.Need {
  fileprivate var reason: String {
    switch self {
    case .positive: "N and D are bases of powers, and residuals are taken in log space"
    case .notNegative: "a weight multiplies the run's term in the objective"
    case .finite: "it is a variable of a law"
    }
  }
}
