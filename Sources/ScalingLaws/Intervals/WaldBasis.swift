internal import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The estimated distribution of a law's coefficients: a multivariate Student's t about the minimum.
///
/// In the solver's coordinates, with logarithms of amplitudes, it has independent axes. Of each axis the
/// coefficients a short step ahead of the minimum and behind it are kept, from which the slope of any figure
/// along the axis follows.
public struct WaldBasis: Sendable, Equatable, Codable {
  /// m − n.
  public var degreesOfFreedom: Int
  /// The length of the steps, in standard errors.
  public var step: Double
  /// The coefficients a step ahead along each axis.
  public var ahead: [[Double]]
  /// The coefficients a step behind.
  public var behind: [[Double]]

  /// Whether every step has `width` coefficients, and there is one on both sides of each axis.
  func isConsistent(width: Int) -> Bool {
    degreesOfFreedom > 0 && step > 0 && ahead.count == behind.count
      && (ahead + behind).allSatisfy { $0.count == width }
  }

  /// The scores of `count` draws: for each, one number per axis from a multivariate Student's t.
  ///
  /// Draws 2k and 2k + 1 are opposite to each other, so that the draws are symmetric about the minimum.
  func scores(count: Int, seed: UInt64) -> [[Double]] {
    Self.scores(
      count: count, axes: ahead.count, degreesOfFreedom: degreesOfFreedom, seed: seed)
  }

  static func scores(
    count: Int, axes: Int, degreesOfFreedom: Int, seed: UInt64
  ) -> [[Double]] {
    var scores: [[Double]] = []
    scores.reserveCapacity(count)
    for pair in 0..<(count + 1) / 2 {
      var stream = RandomStream(seed: seed, purpose: .coefficients, index: pair)
      let spread = stream.chiSquared(degreesOfFreedom: degreesOfFreedom) / Double(degreesOfFreedom)
      let score = (0..<axes).map { _ in stream.normal() / spread.squareRoot() }
      scores.append(score)
      if scores.count < count { scores.append(score.map { -$0 }) }
    }
    return scores
  }

  /// The draws of the linear part of a figure, or of its logarithm where that is closer to linear.
  ///
  /// The interval is that of the delta method, ± t·s or × e^(± t·s), and its draws go with those of other
  /// figures.
  ///
  /// A figure that is positive for every draw of the coefficients has positive draws.
  ///
  /// - Parameters:
  ///   - function: The figure.
  ///   - values: The coefficients at the minimum.
  ///   - scores: The scores of the draws.
  ///   - coefficients: The draws of the coefficients.
  /// - Returns: `nil` if the figure has no slope.
  func linearised(
    _ function: ([Double]) -> Double, at values: [Double], scores: [[Double]],
    coefficients: [[Double]]
  ) -> [Double]? {
    let plain = Slopes(
      value: function(values), ahead: ahead.map(function), behind: behind.map(function))
    let logarithmic = plain.logarithms
    func draws(_ slopes: Slopes) -> [Double]? {
      guard slopes.areFinite else { return nil }
      return scores.map { score in
        slopes.value + zip(slopes.perStep, score).reduce(0) { $0 + $1.0 * $1.1 } / step
      }
    }
    if let logarithmic, 2 * logarithmic.bend < plain.bend {
      return draws(logarithmic)?.map { exp($0) }
    }
    let linear = draws(plain)
    guard let logarithmic, linear?.contains(where: { $0 <= 0 }) == true,
      coefficients.allSatisfy({ function($0) > 0 })
    else { return linear }
    return draws(logarithmic)?.map { exp($0) }
  }

  /// A figure at the minimum and a step to either side along each axis.
  private struct Slopes {
    let value: Double
    let ahead: [Double]
    let behind: [Double]

    /// Half the differences across the minimum.
    var perStep: [Double] { zip(ahead, behind).map { ($0 - $1) / 2 } }

    /// The second differences over the first, as root sums of squares: how far the figure is from linear.
    var bend: Double {
      let second = zip(ahead, behind).reduce(0) { sum, ends in
        let bend = (ends.0 - value) + (ends.1 - value)
        return sum + bend * bend
      }
      return (second / perStep.reduce(0) { $0 + $1 * $1 }).squareRoot()
    }

    /// The same of the figure's logarithm; `nil` if it does not have one.
    var logarithms: Slopes? {
      guard value > 0, ahead.allSatisfy({ $0 > 0 }), behind.allSatisfy({ $0 > 0 }) else {
        return nil
      }
      return Slopes(value: log(value), ahead: ahead.map { log($0) }, behind: behind.map { log($0) })
    }

    var areFinite: Bool { value.isFinite && perStep.allSatisfy(\.isFinite) }
  }
}
