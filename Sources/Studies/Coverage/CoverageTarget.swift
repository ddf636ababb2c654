import ScalingLaws

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A figure whose intervals are tested.
struct CoverageTarget: Sendable {
  /// Its name, such as `alpha` or `N*`.
  let name: String
  /// Whether widths are those of its logarithm, as of figures that vary over decades.
  let isLogarithmic: Bool
  /// Its true value.
  let truth: Double
  /// The figure from the coefficients of the fitted law; NaN if it is not defined.
  let figure: @Sendable ([Double]) -> Double

  /// The width of an interval on the figure's scale.
  func width(lower: Double, upper: Double) -> Double {
    isLogarithmic ? log(upper) - log(lower) : upper - lower
  }

  /// The figures of a law: its coefficients and exponents where it is the truth, and the optimum at a budget
  /// where it has one.
  ///
  /// - Parameters:
  ///   - law: The fitted law.
  ///   - truth: The law that is true.
  ///   - compute: The budget, FLOP.
  ///   - fit: A fit of the law, for the direction and k in C = k·N·D.
  /// - Returns: The figures whose true values are finite.
  static func targets(
    of law: ScalingLaw, truth: CoverageTruth, compute: Double, like fit: FittedLaw
  ) -> [CoverageTarget] {
    var targets: [CoverageTarget] = []
    let amplitudes = law.amplitudesOfPowers
    if truth.isFittedLaw {
      for (place, symbol) in law.coefficients.enumerated() {
        targets.append(
          CoverageTarget(
            name: symbol,
            isLogarithmic: amplitudes.contains(symbol),
            truth: truth.values[place]
          ) { $0[place] })
      }
      if let optimum = ComputeOptimum(law) {
        let exponents = optimum.exponents(truth.values)
        targets += [
          CoverageTarget(name: "a", isLogarithmic: false, truth: exponents.a) {
            optimum.exponents($0).a
          },
          CoverageTarget(name: "b", isLogarithmic: false, truth: exponents.b) {
            optimum.exponents($0).b
          },
        ]
      }
    }
    func optimum(of law: ScalingLaw) -> LawOptimum? {
      LawOptimum(
        law, direction: fit.direction, flopPerParameterToken: fit.dataset.flopPerParameterToken)
    }
    if let own = optimum(of: law), let best = optimum(of: truth.law) {
      let allocation = best.allocation(compute: compute, values: truth.values)
      targets += [
        CoverageTarget(name: "N*", isLogarithmic: true, truth: allocation.parameterCount) {
          own.allocation(compute: compute, values: $0).parameterCount
        },
        CoverageTarget(name: "L", isLogarithmic: false, truth: allocation.loss) {
          own.allocation(compute: compute, values: $0).loss
        },
      ]
    } else if law.variables == [.compute] && truth.law.variables == [.compute] {
      let point: [ScalingLaw.Variable: Double] = [.compute: compute]
      targets.append(
        CoverageTarget(
          name: "L", isLogarithmic: false, truth: truth.law.value(at: point, values: truth.values)
        ) { law.value(at: point, values: $0) })
    }
    return targets.filter { $0.truth.isFinite }
  }
}

/// The law that simulated runs follow.
struct CoverageTruth: Sendable {
  let law: ScalingLaw
  /// Its coefficients, in its order.
  let values: [Double]
  /// Whether it is the law that is fitted.
  let isFittedLaw: Bool
}
