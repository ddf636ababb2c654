#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A law of one variable, solved for it: the C, N, D or other variable at which the law has a given value.
///
/// The variable is sought between two bounds, on a logarithmic scale if they are positive. Between them the
/// law has to be monotone, or a value could be reached more than once.
public struct LawInverse: Sendable {
  /// The variable.
  public let variable: ScalingLaw.Variable
  /// The bounds between which it is sought.
  public let range: ClosedRange<Double>
  private let law: ScalingLaw
  private let held: [ScalingLaw.Variable: Double]
  /// The values of the variable at which the law is compared with the given value first, ascending.
  private let grid: [Double]
  /// The law at each value of the grid.
  private let laws: [@Sendable ([Double]) -> Double]

  /// Where the law has a value.
  public enum Answer: Sendable, Equatable {
    /// At a value of the variable.
    case at(Double)
    /// Nowhere up to the upper bound, above which it may.
    case above
    /// Nowhere down to the lower bound, below which it may.
    case below
    /// The law turns at a value of the variable.
    case turning(Double)
    /// The law is undefined between the bounds, or constant.
    case undefined
  }

  /// The inverse of the law of `fit`; `nil` unless one variable of the law is not held, or if its left side
  /// cannot be inverted.
  ///
  /// - Parameters:
  ///   - fit: The fitted law.
  ///   - held: The values of the other variables.
  public init?(_ fit: FittedLaw, holding held: [ScalingLaw.Variable: Double] = [:]) {
    guard let variable = Self.variable(of: fit.law, holding: held) else { return nil }
    let bounds = Self.bounds(of: variable, fit)
    let isLogarithmic = bounds.lowerBound > 0
    let grid = (0...Self.gridSteps).map { step -> Double in
      let share = Double(step) / Double(Self.gridSteps)
      let (low, high) = (bounds.lowerBound, bounds.upperBound)
      return isLogarithmic
        ? low * pow(high / low, share) : low + (high - low) * share
    }
    let laws = grid.map { value in fit.law.evaluator(at: held.merging([variable: value]) { $1 }) }
    // The law may be undefined far from the runs, as log(log(x)) is below 1.
    let values = laws.map { $0(fit.values) }
    guard let stretch = Self.longestFinite(values) else { return nil }
    self.variable = variable
    law = fit.law
    self.held = held
    self.grid = Array(grid[stretch])
    self.laws = Array(laws[stretch])
    range = grid[stretch.lowerBound]...grid[stretch.upperBound]
  }

  /// The only variable of `law` that is not held; `nil` if there are several or none, or if the law's left
  /// side cannot be inverted.
  public static func variable(
    of law: ScalingLaw, holding held: [ScalingLaw.Variable: Double]
  ) -> ScalingLaw.Variable? {
    let free = law.variables.filter { held[$0] == nil }
    return free.count == 1 && law.opaqueResponse == nil ? free[0] : nil
  }

  /// The value of the law at one of the variable.
  public func value(at variable: Double, values: [Double]) -> Double {
    law.value(at: held.merging([self.variable: variable]) { $1 }, values: values)
  }

  /// Where the law has the value `target`.
  ///
  /// - Parameters:
  ///   - target: A value of the predicted quantity.
  ///   - values: The coefficients, in the order of the law.
  /// - Returns: The place, or why there is none.
  /// - Complexity: Some hundred evaluations of the law.
  public func answer(reaching target: Double, values: [Double]) -> Answer {
    let known = laws.map { $0(values) }
    guard known.allSatisfy(\.isFinite) else { return .undefined }
    if let turn = Self.turn(known) { return .turning(grid[turn]) }
    let (first, last) = (known[0], known[known.count - 1])
    guard first != last else { return .undefined }
    let rises = last > first
    if rises ? target < first : target > first { return .below }
    if rises ? target > last : target < last { return .above }
    let place = known.indices.dropLast().first { index in
      rises ? known[index + 1] >= target : known[index + 1] <= target
    }
    guard let place else { return .above }
    return .at(
      solve(
        target, values, between: (grid[place], known[place]), (grid[place + 1], known[place + 1]))
    )
  }

  /// The answer as a number, for draws: infinite beyond the range, and NaN if the law turns or is undefined.
  public func solution(reaching target: Double, values: [Double]) -> Double {
    switch answer(reaching: target, values: values) {
    case .at(let value): value
    case .above: .infinity
    case .below: range.lowerBound > 0 ? 0 : -.infinity
    case .turning, .undefined: .nan
    }
  }

  /// The constant term that the law falls to as the variable grows, such as E; `nil` if it is not such a sum.
  public func floor(_ values: [Double]) -> (symbol: String, value: Double)? {
    guard let terms = law.terms, !law.hasTransformedResponse,
      laws[0](values) > laws[laws.count - 1](values),
      let constant = terms.first(where: \.factors.isEmpty)?.amplitude,
      terms.count(where: \.factors.isEmpty) == 1
    else { return nil }
    return (constant, law.fixed[constant] ?? values[law.index(of: constant)])
  }

  /// The root between two points by regula falsi, Illinois form, on the scale of the grid.
  private func solve(
    _ target: Double, _ values: [Double], between low: (x: Double, y: Double),
    _ high: (x: Double, y: Double)
  ) -> Double {
    let isLogarithmic = range.lowerBound > 0
    func place(_ x: Double) -> Double { isLogarithmic ? log(x) : x }
    func variable(_ place: Double) -> Double { isLogarithmic ? exp(place) : place }
    var (a, fa) = (place(low.x), low.y - target)
    var (b, fb) = (place(high.x), high.y - target)
    if fa == 0 { return low.x }
    if fb == 0 { return high.x }
    for step in 0..<200 {
      guard abs(b - a) > 1e-14 * max(abs(a), abs(b), 1e-300) else { break }
      // A step of bisection now and then bounds the number of steps.
      let c = step % 8 == 7 ? (a + b) / 2 : b - fb * (b - a) / (fb - fa)
      let fc = value(at: variable(c), values: values) - target
      if fc == 0 || c == a || c == b { return variable(c) }
      if (fc > 0) == (fb > 0) {
        fa /= 2
      } else {
        (a, fa) = (b, fb)
      }
      (b, fb) = (c, fc)
    }
    return variable(b)
  }

  /// The first place at which ascending or descending values turn, beyond rounding; `nil` if they do not.
  private static func turn(_ values: [Double]) -> Int? {
    let size = values.reduce(0) { max($0, abs($1)) }
    var extremes = (low: values[0], high: values[0], lowAt: 0, highAt: 0)
    var direction = 0
    for (index, value) in values.enumerated() {
      let tolerance = 1e-12 * size
      if direction == 0, abs(value - values[0]) > tolerance {
        direction = value > values[0] ? 1 : -1
      }
      if direction > 0, value < extremes.high - tolerance { return extremes.highAt }
      if direction < 0, value > extremes.low + tolerance { return extremes.lowAt }
      if value >= extremes.high { (extremes.high, extremes.highAt) = (value, index) }
      if value <= extremes.low { (extremes.low, extremes.lowAt) = (value, index) }
    }
    return nil
  }

  /// The longest stretch of finite values; `nil` if there are fewer than two in a row.
  private static func longestFinite(_ values: [Double]) -> ClosedRange<Int>? {
    var longest: ClosedRange<Int>?
    var start: Int?
    for index in 0...values.count {
      if index < values.count, values[index].isFinite {
        start = start ?? index
      } else if let first = start {
        let found = first...(index - 1)
        if found.count > longest?.count ?? 1 { longest = found }
        start = nil
      }
    }
    return longest
  }

  private static let gridSteps = 128

  /// The bounds between which a variable is sought: for a column, far beyond its values in the runs.
  private static func bounds(
    of variable: ScalingLaw.Variable, _ fit: FittedLaw
  ) -> ClosedRange<Double> {
    switch variable {
    case .compute: return 1e8...1e40
    case .parameterCount, .tokenCount: return 1...1e24
    case .loss: return 1e-6...1e6
    case .column(let header):
      guard let column = fit.runs?.variables?[header], let low = column.min(),
        let high = column.max(), low < high
      else { return 1e-12...1e24 }
      if low > 0 { return (low * 1e-9)...(high * 1e9) }
      return (low - 10 * (high - low))...(high + 10 * (high - low))
    }
  }
}
