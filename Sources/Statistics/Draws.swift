#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The replicates of one quantity: its value under each bootstrap refit or each draw of what is
/// assumed, and the only way to an ``Estimate`` with an interval of such replicates.
///
///     fit.draws { law.value(at: point, values: $0) }.estimate(of: value)
///
/// Replicate k of one quantity belongs with replicate k of another: ``map(orElse:_:)`` and
/// ``paired(with:orElse:_:)`` keep the places. A replicate without a value is NaN and counts as
/// undefined, together with the reason. An infinite value counts as a value.
public struct Draws: Sendable, Equatable {
  /// The share of the replicates that must be defined for an interval: with fewer, the rest is a
  /// selection of the well-behaved ones.
  public static let leastDefinedShare = 0.9

  /// A value for each replicate; NaN where it has none.
  public let values: [Double]
  /// The level of intervals, in (0, 1).
  public let level: Double
  /// How the replicates were made.
  public let method: ConfidenceInterval.Method
  /// Why some replicates have no value, as in `could not be refitted`, each with how many.
  public private(set) var undefined: [Undefined]
  /// Why there are no replicates, or none that say anything; `nil` where there are.
  public private(set) var absence: String?

  /// Replicates that have no value for the same reason.
  public struct Undefined: Sendable, Equatable {
    /// How many.
    public let count: Int
    /// What is the matter, as a verb phrase after "12 of 4000 replicates".
    public let phrase: String
    /// The "12 of 4000" where the replicates are others taken several times; `nil` where they are
    /// themselves counted.
    var share: String?
  }

  /// Replicates of a quantity.
  ///
  /// - Parameters:
  ///   - values: A value for each; NaN where one has none.
  ///   - level: The level of intervals, in (0, 1).
  ///   - method: How the replicates were made.
  ///   - phrase: What is the matter with those that have none, as in `have no compute optimum`.
  ///   - failed: How many further replicates could not be made at all.
  ///   - failure: What is the matter with those.
  ///   - original: How many failed of how many, where the replicates are these taken several times.
  public init(
    _ values: [Double], level: Double,
    method: ConfidenceInterval.Method = .bootstrapPercentile,
    orElse phrase: String = "are not defined", failed: Int = 0, failure: String = "failed",
    repeating original: (failed: Int, count: Int)? = nil
  ) {
    self.values = values + Array(repeating: .nan, count: failed)
    self.level = level
    self.method = method
    undefined = [
      Undefined(
        count: failed, phrase: failure, share: original.map { "\($0.failed) of \($0.count)" }),
      Undefined(count: values.count(where: \.isNaN), phrase: phrase),
    ].filter { $0.count > 0 }
    absence = self.values.isEmpty ? "there are no replicates" : nil
  }

  /// No replicates, and why: the estimate made of them has no interval.
  public static func none(because reason: String) -> Draws {
    var draws = Draws([], level: 0.95)
    draws.absence = reason
    return draws
  }

  /// The share of the replicates that have a value; 0 without replicates.
  public var definedShare: Double {
    guard !values.isEmpty else { return 0 }
    let missing = undefined.reduce(0) { $0 + $1.count }
    return Double(values.count - missing) / Double(values.count)
  }

  /// The replicates of a function of this quantity.
  ///
  /// - Parameters:
  ///   - phrase: What is the matter with a defined replicate of which the function has no value.
  ///   - function: The function; NaN where it has no value.
  /// - Returns: As many replicates.
  public func map(
    orElse phrase: String = "are not defined", _ function: (Double) -> Double
  ) -> Draws {
    replacing(values.map { $0.isNaN ? .nan : function($0) }, orElse: phrase)
  }

  /// The replicates of a function of this quantity and another: replicate k of both, and of the
  /// shorter from its start again where there are more of one.
  ///
  /// - Parameters:
  ///   - other: The replicates of the other quantity.
  ///   - phrase: What is the matter with replicates that are defined for both, but have no value.
  ///   - function: The function; NaN where it has no value.
  /// - Returns: As many replicates as the longer of the two has; none where either has none.
  public func paired(
    with other: Draws, orElse phrase: String = "are not defined",
    _ function: (Double, Double) -> Double
  ) -> Draws {
    if let absence = absence ?? other.absence { return .none(because: absence) }
    let count = max(values.count, other.values.count)
    let left = repeated(to: count)
    let right = other.repeated(to: count)
    var paired = left
    paired.undefined += right.undefined
    return paired.replacing(
      zip(left.values, right.values).map { $0.isNaN || $1.isNaN ? .nan : function($0, $1) },
      orElse: phrase)
  }

  /// The replicates with further chance added to each: the defined ones replaced by as many others.
  ///
  /// - Parameter scattered: Makes a value of each of the defined replicates, in their order.
  /// - Returns: As many replicates.
  public func replacingDefined(by scattered: ([Double]) -> [Double]) -> Draws {
    var others = scattered(values.filter { !$0.isNaN }).makeIterator()
    return replacing(
      values.map { $0.isNaN ? .nan : others.next() ?? .nan }, orElse: "are not defined")
  }

  /// The replicates as a Monte Carlo sample, where assumptions vary with them.
  public func made(by method: ConfidenceInterval.Method) -> Draws {
    var draws = Draws(values, level: level, method: method)
    draws.undefined = undefined
    draws.absence = absence
    return draws
  }

  private func replacing(_ values: [Double], orElse phrase: String) -> Draws {
    var draws = Draws(values, level: level, method: method)
    let known = undefined.reduce(0) { $0 + $1.count }
    let missing = values.count(where: \.isNaN)
    draws.undefined = undefined
    if missing > known {
      draws.undefined.append(Undefined(count: missing - known, phrase: phrase))
    }
    draws.absence = absence
    return draws
  }

  private func repeated(to count: Int) -> Draws {
    guard values.count < count else { return self }
    var draws = Draws(
      (0..<count).map { values[$0 % values.count] }, level: level, method: method)
    draws.undefined = draws.undefined.map {
      Undefined(count: $0.count, phrase: undefined.first?.phrase ?? $0.phrase)
    }
    return draws
  }
}
