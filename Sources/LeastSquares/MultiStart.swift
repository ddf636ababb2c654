/// The result of minimising from many starts.
public struct MultiStartOutcome: Sendable {
  /// The lowest minimum.
  public var best: Minimum
  /// The number of starts.
  public var startCount: Int
  /// The number of starts that ended within a relative 1e-9 of the lowest objective.
  public var countAtBest: Int
  /// The lowest objective of starts that converged elsewhere; `nil` if none did.
  public var runnerUpValue: Double?
  /// Distinct minima within a millionth of the best, at other coefficients.
  public var equals: [Minimum]

  /// The minima that the starts, and those near the best, led to.
  private var starts: [Minimum]
  private var near: [Minimum]

  /// The share of the starts that reached the best minimum.
  public var shareAtBest: Double { Double(countAtBest) / Double(startCount) }

  /// Compares the minima of all starts; `nil` if none has a finite objective.
  ///
  /// - Parameters:
  ///   - minima: One minimum per start.
  ///   - negligibleValue: The objective below which all are equally good; see
  ///     ``PointObjective/negligibleValue``.
  public init?(_ minima: [Minimum], negligibleValue: Double) {
    guard let best = minima.filter({ $0.value.isFinite }).min(by: { $0.value < $1.value }) else {
      return nil
    }
    self.best = best
    startCount = minima.count
    (countAtBest, equals, runnerUpValue) = (0, [], nil)
    starts = minima
    near = []
    compare(negligibleValue: negligibleValue)
  }

  /// Adds minima that starts near the best led to: they may be lower, equally good or next best, and are
  /// no starts of their own.
  public mutating func add(_ minima: [Minimum], negligibleValue: Double) {
    near += minima.filter { $0.value.isFinite }
    if let lower = near.min(by: { $0.value < $1.value }),
      lower.value < best.value * (1 - 1e-9), lower.value < best.value - negligibleValue
    {
      best = lower
    }
    compare(negligibleValue: negligibleValue)
  }

  private mutating func compare(negligibleValue: Double) {
    let limit = max(best.value * (1 + 1e-6), negligibleValue)
    countAtBest = starts.count { $0.value <= max(best.value * (1 + 1e-9), negligibleValue) }
    let converged = (starts + near).filter { $0.termination == .converged }
    equals = Self.distinct(converged.filter { $0.value <= limit }, from: best)
    runnerUpValue = converged.filter { $0.value > limit }.map(\.value).min()
  }

  /// The distinct minima at coefficients other than those of `best`.
  ///
  /// The solver's coordinates are logarithms and exponents, or scaled coefficients: two
  /// minima are distinct if one coordinate differs by more than a thousandth.
  private static func distinct(_ minima: [Minimum], from best: Minimum) -> [Minimum] {
    var found = [best]
    for minimum in minima
    where found.allSatisfy({ differs($0.coefficients, minimum.coefficients) }) {
      found.append(minimum)
    }
    return Array(found.dropFirst())
  }

  private static func differs(_ left: [Double], _ right: [Double]) -> Bool {
    zip(left, right).contains { abs($0 - $1) > 1e-3 * max(1, abs($0), abs($1)) }
  }
}
