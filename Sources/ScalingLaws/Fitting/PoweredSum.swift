internal import Formulas
internal import LeastSquares
internal import LinearAlgebra

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A law whose formula is a power of a sum of power terms plus other terms, for the kernels of such sums.
///
/// It has the coordinates θ of ``FormulaProblem``, in another order.
struct PoweredSum: Sendable {
  let sum: PowerSum
  /// For each slot of the kernels, the index of its coefficient.
  let order: [Int]

  /// The sum; `nil` for a law of another form, coefficients of another domain, columns that are not positive, or
  /// more terms than the kernels take.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - expression: Its formula.
  ///   - columns: The values of its variables.
  ///   - observed: The observations.
  ///   - weights: Their weights.
  ///   - centered: The amplitudes that have a centre.
  init?(
    _ law: ScalingLaw, expression: FormulaExpression, columns: [[Double]], observed: [Double],
    weights: [Double], centered: [CenteredAmplitude]
  ) {
    guard
      let form = PoweredSumForm(of: expression, variables: Set(law.variables.map(\.symbol)))
    else { return nil }
    let all = form.base.terms + form.rest.terms
    func domain(_ symbol: String?) -> CoefficientDomain? {
      symbol.map { law.domains[$0] ?? .real }
    }
    guard
      all.allSatisfy({ term in
        term.scale == 1 && domain(term.amplitude) == .positive
          && term.factors.allSatisfy { domain($0.coefficient) == .real }
      }), domain(form.power) != .unitInterval,
      PowerSum.canHold(factorCounts: all.map(\.factors.count), hasPower: true)
    else { return nil }
    var order: [Int] = []
    var terms: [[Int]] = []
    var factors: [[Double]] = []
    for term in all {
      guard let amplitude = term.amplitude else { return nil }
      let place = law.index(of: amplitude)
      let shifts = centered.first { $0.place == place }?.exponents ?? []
      order.append(place)
      terms.append(Array(factors.count..<factors.count + term.factors.count))
      for factor in term.factors {
        guard let exponent = factor.coefficient,
          let column = law.variables.firstIndex(where: { $0.symbol == factor.variable }),
          columns[column].allSatisfy({ $0 > 0 && $0.isFinite })
        else { return nil }
        let index = law.index(of: exponent)
        let shift = shifts.first { $0.place == index }?.shift ?? 0
        order.append(index)
        factors.append(columns[column].map { factor.multiplier * log($0) - shift })
      }
    }
    order.append(law.index(of: form.power))
    guard order.count == law.coefficients.count else { return nil }
    self.order = order
    sum = PowerSum(
      terms: terms, columns: factors, observed: observed, weights: weights,
      power: PowerSum.Power(
        termCount: form.base.terms.count, isLogarithm: domain(form.power) == .positive))
  }
}

/// The points of a ``PoweredSum``, in the law's order of coefficients.
struct PoweredSumPoints {
  let points: PowerSumObjective
  let order: [Int]

  init(
    _ powered: PoweredSum, space: ResidualSpace, delta: Double, above: Double,
    kernel: VectorKernel
  ) {
    points = PowerSumObjective(
      powered.sum, space: space, delta: delta, above: above, kernel: kernel)
    order = powered.order
  }

  /// Storage for resamples of points of `powered`.
  init(roomFor powered: PoweredSum, delta: Double, kernel: VectorKernel) {
    points = PowerSumObjective(roomFor: powered.sum, delta: delta, kernel: kernel)
    order = powered.order
  }

  private func slots(_ theta: [Double]) -> [Double] { order.map { theta[$0] } }

  func derivatives(at theta: [Double], into derivatives: inout Derivatives) -> Double {
    let count = order.count
    var found = Derivatives(count: count)
    let value = points.derivatives(at: slots(theta), into: &found)
    for (slot, place) in order.enumerated() {
      derivatives.gradient[place] = found.gradient[slot]
      for other in 0...slot {
        let column = order[other]
        derivatives.hessian[max(place, column) * count + min(place, column)] =
          found.hessian[slot * count + other]
      }
    }
    return value
  }

  func curvature(at theta: [Double]) -> [Double] {
    let found = points.curvature(at: slots(theta))
    var ordered = found
    for (slot, place) in order.enumerated() { ordered[place] = found[slot] }
    return ordered
  }

  func residuals(at theta: [Double]) -> [Double] { points.residuals(at: slots(theta)) }

  func jacobian(at theta: [Double]) -> (residuals: [Double], jacobian: Matrix) {
    let (residuals, found) = points.jacobian(at: slots(theta))
    var ordered = found
    for (slot, place) in order.enumerated() {
      for row in residuals.indices { ordered[row, place] = found[row, slot] }
    }
    return (residuals, ordered)
  }
}
