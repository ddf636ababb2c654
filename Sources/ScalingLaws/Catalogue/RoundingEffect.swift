internal import Statistics

/// The effect of rounding published coefficients on the law's predictions.
///
/// Each coefficient may be any number that rounds to the published one. The ends of these ranges are
/// combined in all ways, or, for more than eight coefficients, in 256 random ways with seed 0.
public struct RoundingEffect: Sendable, Equatable {
  /// The value with the coefficients as written.
  public var value: Double
  /// The range of values over coefficients that round to them.
  public var range: ClosedRange<Double>

  /// The effect on `figure`, a function of the coefficients in the order of `symbols`; `nil` if a
  /// coefficient is missing, or the figure is not finite as written or at a corner.
  init?(
    of coefficients: PublishedCoefficients, symbols: [String], on figure: ([Double]) -> Double
  ) {
    let written = symbols.compactMap { coefficients.coefficients[$0] }
    guard written.count == symbols.count else { return nil }
    value = figure(written.map(\.value))
    var figures = [value]
    var stream = RandomStream(seed: 0, purpose: .resampling)
    let isSampled = written.count > 8
    for corner in 0..<(isSampled ? 256 : 1 << written.count) {
      let values = written.enumerated().map { place, number in
        let isUpper = isSampled ? stream.index(below: 2) == 1 : corner >> place & 1 == 1
        return isUpper ? number.rounding.upperBound : number.rounding.lowerBound
      }
      figures.append(figure(values))
    }
    guard figures.allSatisfy(\.isFinite) else { return nil }
    range = (figures.min() ?? value)...(figures.max() ?? value)
  }
}

extension CataloguedLaw {
  /// The effect of rounding published coefficients on the value.
  ///
  /// - Parameters:
  ///   - coefficients: A set of this law.
  ///   - point: The variables.
  /// - Returns: `nil` if the set is not rounded, lacks a coefficient, or gives no finite value.
  public func roundingEffect(
    _ coefficients: PublishedCoefficients, at point: [ScalingLaw.Variable: Double]
  ) -> RoundingEffect? {
    guard coefficients.isRounded else { return nil }
    return RoundingEffect(
      of: coefficients, symbols: law.coefficients, on: law.evaluator(at: point))
  }

  /// The effect of rounding published coefficients on N* at ``referenceCompute``, with C = 6·N·D and
  /// the other variables as in ``reference``.
  ///
  /// - Returns: `nil` if ``roundingEffect(_:at:)`` is, or the law has no optimum.
  public func roundingEffectOnOptimum(_ coefficients: PublishedCoefficients) -> RoundingEffect? {
    guard coefficients.isRounded else { return nil }
    return RoundingEffect(of: coefficients, symbols: law.coefficients) {
      optimum($0)?.parameterCount ?? .nan
    }
  }

  /// The optimum for ``referenceCompute``, with C = 6·N·D and the other variables as in ``reference``.
  ///
  /// - Parameter values: The coefficients, in the order of the law.
  /// - Returns: `nil` if there is none.
  public func optimum(_ values: [Double]) -> Allocation? {
    let allocation = LawOptimum(law, flopPerParameterToken: 6, holding: reference)?
      .allocation(compute: referenceCompute, values: values)
    return allocation.flatMap { $0.parameterCount.isFinite ? $0 : nil }
  }
}
