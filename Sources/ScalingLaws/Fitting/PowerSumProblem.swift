package import LeastSquares
internal import LinearAlgebra
internal import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A law that is a sum of power terms, over centred logarithms.
///
/// With c the mean of log x over the runs, a/x^p is exp(log a − p·c) · exp(p(c − log x)). The solver
/// uses log a − p·c and p, which are far less correlated than log a and p: on published runs the
/// condition number of the Jacobian falls from 2003 to 62.
package struct PowerSumProblem: LawProblem {
  let law: ScalingLaw
  package let sum: PowerSum
  let terms: [ScalingLaw.PowerTerm]
  private let slots: [Slot]

  /// The meaning of one solver coordinate.
  private struct Slot {
    /// The index of the law's coefficient.
    let coefficient: Int
    /// For an amplitude a, the indices of its exponents p and the shifts s: log a is θ + Σ p·s.
    let exponents: [(slot: Int, shift: Double)]?
  }

  /// The problem of fitting a sum of power terms to the rows of `runs`; those not in `used` do not
  /// contribute but can be drawn by a resample.
  ///
  /// - Precondition: The law is a sum of power terms.
  init(_ law: ScalingLaw, runs: RunTable, used: [Int]) {
    self.init(
      law, logarithms: law.variables.map { runs.values(of: $0).map { log($0) } },
      loss: runs.loss, weights: runs.weight ?? Array(repeating: 1, count: runs.count), used: used)
  }

  /// The problem of fitting a sum of power terms to columns of m values each.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - logarithms: One column per variable of the law, in order: log x.
  ///   - loss: L, positive.
  ///   - weights: w, not negative.
  ///   - used: The rows whose mean is the centre.
  /// - Precondition: The law is a sum of power terms.
  package init(
    _ law: ScalingLaw, logarithms: [[Double]], loss: [Double], weights: [Double], used: [Int]
  ) {
    self.init(
      law, logarithms: logarithms, loss: loss, weights: weights,
      centers: logarithms.map { column in
        used.reduce(0) { $0 + column[$1] } / Double(max(used.count, 1))
      })
  }

  /// The problem of fitting a sum of power terms to columns of m values each, about given centres.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - logarithms: One column per variable of the law, in order: log x.
  ///   - loss: L, positive.
  ///   - weights: w, not negative.
  ///   - centers: c for each of the law's variables.
  ///   - uncentered: The amplitudes of terms whose centres are 0.
  /// - Precondition: The law is a sum of power terms.
  init(
    _ law: ScalingLaw, logarithms: [[Double]], loss: [Double], weights: [Double],
    centers: [Double], uncentered: Set<String> = []
  ) {
    guard let terms = law.fastTerms else {
      preconditionFailure("\(law.name) is not a sum of power terms")
    }
    self.law = law
    self.terms = terms
    func place(_ factor: ScalingLaw.Factor) -> Int {
      law.variables.firstIndex(of: factor.variable) ?? 0
    }
    var places: [[Int]] = []
    var columns: [[Double]] = []
    var slots: [Slot] = []
    for term in terms {
      let first = slots.count + 1
      func center(_ factor: ScalingLaw.Factor) -> Double {
        // Bounds of an amplitude at its centre would depend on its exponents.
        uncentered.contains(term.amplitude) || law.bounds[term.amplitude] != nil
          ? 0 : centers[place(factor)]
      }
      slots.append(
        Slot(
          coefficient: law.index(of: term.amplitude),
          exponents: term.factors.enumerated().map {
            (first + $0.offset, -$0.element.multiplier * center($0.element))
          }))
      slots += term.factors.map { Slot(coefficient: law.index(of: $0.exponent), exponents: nil) }
      places.append(Array(columns.count..<columns.count + term.factors.count))
      columns += term.factors.map { factor in
        logarithms[place(factor)].map { factor.multiplier * ($0 - center(factor)) }
      }
    }
    self.slots = slots
    sum = PowerSum(terms: places, columns: columns, observed: loss, weights: weights)
  }

  var weights: [Double] { sum.weights }

  var symbols: [String] { slots.map { law.coefficients[$0.coefficient] } }

  func space(_ objective: FitObjective) -> ResidualSpace { objective.space }

  func objective(_ objective: FitObjective, kernel: VectorKernel) -> PowerSumObjective {
    PowerSumObjective(
      sum, space: objective.space, delta: objective.workingDelta(scale: scale(objective)),
      above: objective.above, kernel: kernel)
  }

  func minimizer(_ objective: FitObjective) -> NewtonMinimizer {
    var minimizer = objective.minimizer
    if objective.space == .level, objective.workingDelta < .infinity {
      let delta = objective.workingDelta(scale: scale(objective))
      minimizer = objective.minimizer(
        delta: delta, stages: decades(from: scale(objective), above: delta))
    }
    minimizer.limits = limits
    return minimizer
  }

  func refitMinimizer(_ objective: FitObjective, residuals: [Double]) -> NewtonMinimizer {
    var minimizer = objective.refitMinimizer
    if objective.space == .level {
      let factor = objective.workingDelta(scale: scale(objective)) / objective.workingDelta
      if factor.isFinite { minimizer.stages = minimizer.stages.map { $0 * factor } }
    }
    minimizer.limits = limits
    return minimizer
  }

  /// The range of the observations, the scale of residuals; 1 in log space.
  private func scale(_ objective: FitObjective) -> Double {
    objective.space == .level ? range(of: sum.observed) : 1
  }

  /// The bounds of exponents, and the logarithms of those of amplitudes.
  var limits: CoordinateLimits? {
    guard !law.bounds.isEmpty else { return nil }
    let ends = slots.map { slot -> (lower: Double, upper: Double) in
      guard let bounds = law.bounds[law.coefficients[slot.coefficient]] else {
        return (-.infinity, .infinity)
      }
      return slot.exponents == nil
        ? (bounds.lower, bounds.upper) : (log(max(bounds.lower, 0)), log(bounds.upper))
    }
    return CoordinateLimits(lower: ends.map(\.lower), upper: ends.map(\.upper))
  }

  func room(for original: PowerSumObjective) -> PowerSumObjective {
    PowerSumObjective(roomFor: sum, delta: original.delta, kernel: original.kernel)
  }

  package func coefficients(_ theta: [Double]) -> [Double] {
    var values = Array(repeating: 0.0, count: slots.count)
    for (slot, value) in zip(slots, theta) {
      values[slot.coefficient] =
        slot.exponents.map { exponents in
          exp(exponents.reduce(value) { $0 + theta[$1.slot] * $1.shift })
        } ?? value
    }
    return law.withinBounds(values)
  }

  /// The solver's θ for coefficients of the law, with amplitudes given as logarithms.
  package func theta(logAmplitudes values: [Double]) -> [Double] {
    slots.map { slot in
      let value = values[slot.coefficient]
      return slot.exponents.map { exponents in
        exponents.reduce(value) { $0 - values[slots[$1.slot].coefficient] * $1.shift }
      } ?? value
    }
  }

  func theta(_ coefficients: [Double]) -> [Double]? {
    var values = coefficients
    for slot in slots where slot.exponents != nil {
      values[slot.coefficient] = log(values[slot.coefficient])
    }
    return values.allSatisfy(\.isFinite) ? theta(logAmplitudes: values) : nil
  }

  func scaledGradient(_ gradient: [Double], at theta: [Double]) -> [Double] {
    var byTheta = gradient
    for (index, slot) in slots.enumerated() {
      // At a fixed amplitude, an exponent also moves the centred amplitude of its term.
      for exponent in slot.exponents ?? [] {
        byTheta[exponent.slot] -= exponent.shift * gradient[index]
      }
    }
    var scaled = byTheta
    for (index, slot) in slots.enumerated() {
      scaled[slot.coefficient] = byTheta[index] * (slot.exponents == nil ? theta[index] : 1)
    }
    return scaled
  }

  /// The amplitudes of terms whose share of L̂ (minus their Jacobian column in log space)
  /// is below 1e-9 everywhere.
  func coefficientsAtBound(_ jacobian: Matrix) -> [String] {
    var column = 0
    var found: [String] = []
    for term in terms {
      if jacobian.column(column).allSatisfy({ abs($0) < 1e-9 }) { found.append(term.amplitude) }
      column += 1 + term.factors.count
    }
    return found
  }

  /// The collinearity of the law's variables over the used runs: the condition number of their
  /// centred logarithms, infinite if one of them is constant.
  func variableCondition(used: [Int]) -> Double {
    // A variable with several terms has several columns; one suffices.
    let factors = terms.flatMap(\.factors)
    let columns = law.variables.compactMap { variable in
      factors.firstIndex { $0.variable == variable }.map { sum.columns[$0] }
    }
    // The columns of a term without centre are centred here.
    let elements = columns.flatMap { column in
      let mean = used.reduce(0) { $0 + column[$1] } / Double(max(used.count, 1))
      return used.map { column[$0] - mean }
    }
    let matrix = Matrix(rows: used.count, columns: columns.count, elements: elements)
    return conditionNumber(of: matrix) ?? .infinity
  }
}

extension RunTable {
  /// The column of a law's variable.
  func values(of variable: ScalingLaw.Variable) -> [Double] {
    switch variable {
    case .parameterCount: parameterCount
    case .tokenCount: tokenCount
    case .compute: compute
    case .loss: lossVariable ?? loss
    case .column(let header): variables[header] ?? Array(repeating: .nan, count: count)
    }
  }

  /// The variables of `law` in one row.
  package func point(of law: ScalingLaw, row: Int) -> [ScalingLaw.Variable: Double] {
    Dictionary(
      law.variables.map { ($0, values(of: $0)[row]) }, uniquingKeysWith: { first, _ in first })
  }
}
