internal import Formulas
internal import LeastSquares
internal import LinearAlgebra
internal import Statistics
internal import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A law fitted by its formula: any law that is not a sum of power terms.
struct FormulaProblem: LawProblem {
  let law: ScalingLaw
  let weights: [Double]
  /// The observations.
  let observed: [Double]
  /// The variables, one column each, in the order of the law.
  let columns: [[Double]]
  /// The law's formula over its coefficients.
  let expression: FormulaExpression
  /// The formula over θ.
  private let compiled: CompiledFormula
  let transforms: [CoefficientTransform]
  private let centered: [CenteredAmplitude]
  private let centeredPowers: [CenteredPower]
  /// The law as a power of a sum of power terms; `nil` if it is none.
  private let powered: PoweredSum?
  /// The mean of log x over the runs, for an expression x of the columns; `nil` if x is not positive.
  let center: @Sendable (FormulaExpression) -> Double?

  /// The problem of fitting `law` to `runs`.
  ///
  /// - Parameters:
  ///   - law: The law.
  ///   - expression: Its formula.
  ///   - runs: The runs.
  ///   - tables: The runs and rows whose mean is the centre of amplitudes: those of all groups in a joint
  ///     fit.
  ///   - uncentered: Whether a coefficient must not be mixed with others, given by their places.
  /// - Throws: ``FitError`` if the left side of the law is undefined at a run.
  init(
    _ law: ScalingLaw, expression: FormulaExpression, runs: RunTable,
    centeredOn tables: [(runs: RunTable, used: [Int])],
    uncentered: (_ place: Int, _ others: [Int]) -> Bool = { _, _ in false }
  ) throws {
    self.law = law
    self.expression = expression
    weights = runs.weight ?? Array(repeating: 1, count: runs.count)
    try law.checkLeftSide(of: runs)
    observed = law.response(of: runs)
    columns = law.variables.map { runs.values(of: $0) }
    transforms = law.coefficients.map { CoefficientTransform(domain: law.domains[$0] ?? .real) }
    let center = { @Sendable in meanLogarithm(of: $0, over: tables, law: law) }
    self.center = center
    // Bounds of an amplitude at its centre would depend on its exponents.
    let isBounded = { (place: Int) in law.bounds[law.coefficients[place]] != nil }
    let powers = CenteredPower.all(in: expression, of: law, center: center).filter {
      !isBounded($0.amplitude) && !isBounded($0.offset)
        && !uncentered($0.amplitude, [$0.exponent])
        && !uncentered($0.offset, [$0.amplitude, $0.exponent])
    }
    let ofPowers = Set(powers.map(\.amplitude))
    centeredPowers = powers
    centered = CenteredAmplitude.all(in: expression, of: law, center: center).filter {
      !ofPowers.contains($0.place) && !isBounded($0.place)
        && !uncentered($0.place, $0.exponents.map(\.place))
    }
    var replacements: [String: FormulaExpression] = [:]
    for power in powers {
      replacements.merge(try power.expressions(law.coefficients)) { first, _ in first }
    }
    for amplitude in centered {
      replacements[law.coefficients[amplitude.place]] = try amplitude.expression(law.coefficients)
    }
    let aboutCenters = expression.substituting(replacements)
    replacements = [:]
    for (symbol, transform) in zip(law.coefficients, transforms) where transform.domain != .real {
      replacements[symbol] = try transform.expression(of: symbol)
    }
    powered =
      powers.isEmpty
      ? PoweredSum(
        law, expression: expression, columns: columns, observed: observed, weights: weights,
        centered: centered) : nil
    compiled = CompiledFormula(
      aboutCenters.substituting(replacements), coefficients: law.coefficients,
      columns: law.variables.map(\.symbol))
  }

  var symbols: [String] { law.coefficients }

  /// Log space if requested and every observation is positive, unless the formula has a
  /// transformed left side.
  func space(_ objective: FitObjective) -> ResidualSpace {
    objective.space == .log && !law.hasTransformedResponse
      && observed.allSatisfy { $0 > 0 } ? .log : .level
  }

  func objective(_ objective: FitObjective, kernel: VectorKernel) -> FormulaPoints {
    if let powered {
      return FormulaPoints(
        PoweredSumPoints(
          powered, space: space(objective),
          delta: objective.workingDelta(scale: scale(objective)), above: objective.above,
          kernel: kernel))
    }
    return FormulaPoints(
      FormulaObjective(
        compiled, columns: columns, observed: observed, weights: weights,
        space: space(objective) == .log ? .log : .level,
        delta: objective.workingDelta(scale: scale(objective)), above: objective.above,
        kernel: kernel.name))
  }

  /// The range of the observations, the scale of residuals; 1 in log space.
  private func scale(_ objective: FitObjective) -> Double {
    space(objective) == .level ? range(of: observed) : 1
  }

  func minimizer(_ objective: FitObjective) -> NewtonMinimizer {
    let scale = scale(objective)
    let delta = objective.workingDelta(scale: scale)
    var minimizer = objective.minimizer(delta: delta, stages: decades(from: scale, above: delta))
    minimizer.coordinates = .anyUnit
    minimizer.stageTolerance = Self.stageTolerance
    minimizer.limits = limits
    return minimizer
  }

  /// The bounds of coefficients as those of their transforms.
  var limits: CoordinateLimits? {
    guard !law.bounds.isEmpty else { return nil }
    let bounds = law.coefficients.map { law.bounds[$0] }
    return CoordinateLimits(
      lower: zip(transforms, bounds).map { $0.theta($1?.lower ?? -.infinity) ?? -.infinity },
      upper: zip(transforms, bounds).map { $0.theta($1?.upper ?? .infinity) ?? .infinity })
  }

  /// A cosine of 1e-5 is a gradient of about a hundredth of f if residuals are small.
  private static let stageTolerance = 1e-5

  func refitMinimizer(_ objective: FitObjective, residuals: [Double]) -> NewtonMinimizer {
    let delta = objective.workingDelta(scale: scale(objective))
    var minimizer = objective.refitMinimizer
    // With δ far below the residuals, almost no run is within its reach at the start.
    let typical = median(of: residuals.map(abs))
    minimizer.stages =
      (typical > 30 * delta ? decades(from: typical / 3, above: 3 * delta) : []) + [delta]
    minimizer.coordinates = .anyUnit
    minimizer.stageTolerance = Self.stageTolerance
    minimizer.limits = limits
    return minimizer
  }

  func room(for original: FormulaPoints) -> FormulaPoints {
    FormulaPoints(roomFor: original, powered: powered)
  }

  func coefficients(_ theta: [Double]) -> [Double] {
    var values = zip(transforms, theta).map { $0.coefficient($1) }
    for amplitude in centered {
      let place = amplitude.place
      let shift = amplitude.shift(theta)
      values[place] =
        transforms[place].domain == .positive
        ? exp(theta[place] - shift) : values[place] * exp(-shift)
    }
    for power in centeredPowers { power.putNatural(&values) }
    return law.withinBounds(values)
  }

  func theta(_ coefficients: [Double]) -> [Double]? {
    var theta = zip(transforms, coefficients).compactMap { $0.theta($1) }
    guard theta.count == coefficients.count else { return nil }
    for amplitude in centered {
      let place = amplitude.place
      let shift = amplitude.shift(coefficients)
      if transforms[place].domain == .positive {
        theta[place] += shift
      } else {
        theta[place] *= exp(shift)
      }
    }
    for power in centeredPowers { power.putCentered(&theta) }
    return theta.allSatisfy(\.isFinite) ? theta : nil
  }

  func scaledGradient(_ gradient: [Double], at theta: [Double]) -> [Double] {
    var gradient = gradient
    for amplitude in centered {
      // At a fixed amplitude, an exponent also moves the amplitude about the centre.
      let place = amplitude.place
      let size = transforms[place].domain == .positive ? 1 : theta[place]
      for exponent in amplitude.exponents {
        gradient[exponent.place] += gradient[place] * size * exponent.shift
      }
    }
    for power in centeredPowers { power.putNatural(gradient: &gradient, at: theta) }
    let places = Set(centeredPowers.flatMap { [$0.amplitude, $0.offset] })
    return transforms.indices.map { index in
      places.contains(index)
        ? gradient[index] : transforms[index].scaledGradient(gradient[index], at: theta[index])
    }
  }

  /// The bounded coefficients that change the law by less than a relative 1e-9 everywhere when they change by
  /// their own size.
  func coefficientsAtBound(_ jacobian: Matrix) -> [String] {
    let scale = observed.reduce(0) { max($0, abs($1)) }
    return transforms.indices.filter { index in
      transforms[index].domain != .real
        && jacobian.column(index).allSatisfy { abs($0) < 1e-9 * max(scale, 1) }
    }.map { law.coefficients[$0] }
  }
}

/// The range of some values; 1 if there is none.
func range(of values: [Double]) -> Double {
  guard let least = values.min(), let greatest = values.max(), greatest > least else { return 1 }
  return greatest - least
}

/// `highest`, a tenth of it and so on, while above `lowest`; none if either is infinite.
func decades(from highest: Double, above lowest: Double) -> [Double] {
  guard highest.isFinite else { return [] }
  var found: [Double] = []
  var next = highest
  while next > lowest * (1 + 1e-9) {
    found.append(next)
    next /= 10
  }
  return found
}

/// The mean of log x over runs, for an expression x of their columns; `nil` if x is not positive at one
/// of them.
private func meanLogarithm(
  of base: FormulaExpression, over tables: [(runs: RunTable, used: [Int])], law: ScalingLaw
) -> Double? {
  var (sum, count) = (0.0, 0)
  for table in tables {
    let columns = law.variables.filter { base.symbols.contains($0.symbol) }
      .map { ($0.symbol, table.runs.values(of: $0)) }
    for row in table.used {
      let given = Dictionary(uniqueKeysWithValues: columns.map { ($0.0, $0.1[row]) })
      let logarithm = log(base.value { given[$0] ?? .nan })
      guard logarithm.isFinite else { return nil }
      sum += logarithm
      count += 1
    }
  }
  return count > 0 ? sum / Double(count) : nil
}
