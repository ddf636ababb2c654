import Foundation
import LeastSquares
import Statistics
import Testing

/// The structures of the sums that the tests try, over the columns of ``problem``.
enum Structure: String, CaseIterable, Sendable {
  case constant, saturating, chinchilla, generic, coupled, powers

  var terms: [[Int]] {
    switch self {
    case .constant: [[]]
    case .saturating: [[], [0]]
    case .chinchilla: [[], [0], [1]]
    case .generic: [[], [0], [1], [0, 2]]
    case .coupled: [[0], [1], []]
    case .powers: [[0], [], [1, 2], [1], []]
    }
  }

  /// The power of the first terms.
  var power: PowerSum.Power? {
    switch self {
    case .coupled: PowerSum.Power(termCount: 2, isLogarithm: true)
    case .powers: PowerSum.Power(termCount: 3, isLogarithm: false)
    default: nil
    }
  }

  /// `count` points about a random θ, with a tenth of noise and every fifth weight zero.
  func problem(count: Int, seed: UInt64) -> (sum: PowerSum, theta: [Double]) {
    var stream = RandomStream(seed: seed, stream: UInt64(count))
    let columns = (0..<3).map { _ in (0..<count).map { _ in stream.normal() } }
    let theta =
      terms.flatMap { factors in
        [0.5 * stream.normal()] + factors.map { _ in 0.2 + 0.6 * stream.uniform() }
      } + (power == nil ? [] : [0.3 + 0.6 * stream.uniform()])
    var sum = PowerSum(
      terms: terms, columns: columns, observed: Array(repeating: 1, count: count),
      weights: (0..<count).map { $0 % 5 == 3 ? 0 : 0.5 + stream.uniform() },
      power: power)
    sum.observed = values(of: sum, at: theta).map { $0 * exp(0.1 * stream.normal()) }
    return (sum, theta.map { $0 + 0.05 * stream.normal() })
  }
}

/// The sum at every point, by its formula.
func values(of sum: PowerSum, at theta: [Double]) -> [Double] {
  sum.observed.indices.map { i in
    let terms = termValues(of: sum, at: theta, point: i)
    guard let power = sum.power, let last = theta.last else { return terms.reduce(0, +) }
    return pow(terms.prefix(power.termCount).reduce(0, +), power.isLogarithm ? exp(last) : last)
      + terms.dropFirst(power.termCount).reduce(0, +)
  }
}

/// exp(zₜ) of every term at one point.
func termValues(of sum: PowerSum, at theta: [Double], point: Int) -> [Double] {
  var slot = 0
  return sum.terms.map { factors in
    defer { slot += 1 + factors.count }
    return exp(
      factors.enumerated().reduce(theta[slot]) {
        $0 + theta[slot + 1 + $1.offset] * sum.columns[$1.element][point]
      })
  }
}

/// The largest |aᵢ − bᵢ| as a share of the largest |bᵢ|.
func relativeDistance(_ a: [Double], _ b: [Double]) -> Double {
  let scale = b.reduce(0) { max($0, abs($1)) }
  let distance = zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
  return a.count != b.count || distance.isNaN
    ? .infinity : (scale > 0 ? distance / scale : distance)
}

extension PowerSumObjective {
  /// The objective and its derivatives, in one value.
  func evaluated(at theta: [Double]) -> (value: Double, derivatives: Derivatives) {
    var derivatives = Derivatives(count: coefficientCount)
    return (self.derivatives(at: theta, into: &derivatives), derivatives)
  }
}

/// Runs to which E + A/N^α + B/D^β is fitted.
struct Runs: Sendable {
  var parameters: [Double]
  var tokens: [Double]
  var losses: [Double]

  /// The law with centred logarithms.
  var law: CenteredLaw { CenteredLaw(self, weights: losses.map { _ in 1 }) }

  /// The published runs of Hoffmann and others without the `dropped` highest losses, C = 6ND.
  static func published(dropping dropped: Int = 5) throws -> Runs {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let text = try String(
      contentsOfFile: "/\(root)/datasets/hoffmann2022/runs.csv", encoding: .utf8)
    let rows = text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",").compactMap { Double($0) }
    }
    let kept = rows.sorted { $0[2] > $1[2] }.dropFirst(dropped)
    return Runs(
      parameters: kept.map { $0[0] }, tokens: kept.map { $0[1] / (6 * $0[0]) },
      losses: kept.map { $0[2] })
  }

  /// A 6 × 6 grid on which the law holds exactly with E, A, B, α and β as in `values`.
  static func exact(_ values: [Double] = [1.69, 406.4, 410.7, 0.34, 0.28]) -> Runs {
    var runs = Runs(parameters: [], tokens: [], losses: [])
    for i in 0..<6 {
      for j in 0..<6 {
        let (parameters, tokens) = (1e7 * pow(4, Double(i)), 1e9 * pow(3, Double(j)))
        runs.parameters.append(parameters)
        runs.tokens.append(tokens)
        runs.losses.append(
          values[0] + values[1] / pow(parameters, values[3]) + values[2] / pow(tokens, values[4]))
      }
    }
    return runs
  }

  /// The runs at `indices`, in their order.
  func taking(_ indices: [Int]) -> Runs {
    Runs(
      parameters: indices.map { parameters[$0] }, tokens: indices.map { tokens[$0] },
      losses: indices.map { losses[$0] })
  }
}

/// E + A/N^α + B/D^β as a sum over centred logarithms.
struct CenteredLaw: Sendable {
  var sum: PowerSum
  private var centers: [Double]

  init(_ runs: Runs, weights: [Double]) {
    let logarithms = [runs.parameters, runs.tokens].map { $0.map { log($0) } }
    let centers = logarithms.map { $0.reduce(0, +) / Double($0.count) }
    sum = PowerSum(
      terms: Structure.chinchilla.terms,
      columns: zip(logarithms, centers).map { column, center in column.map { center - $0 } },
      observed: runs.losses, weights: weights)
    self.centers = centers
  }

  /// E, A, B, α, β for the solver's θ.
  func coefficients(_ theta: [Double]) -> [Double] {
    [
      exp(theta[0]), exp(theta[1] + theta[2] * centers[0]), exp(theta[3] + theta[4] * centers[1]),
      theta[2], theta[4],
    ]
  }

  func objective(
    _ space: ResidualSpace = .log, delta: Double = 1e-3, kernel: VectorKernel = .best
  ) -> PowerSumObjective {
    PowerSumObjective(sum, space: space, delta: delta, kernel: kernel)
  }

  /// The best minimum from nine linear starts.
  func minimum(
    _ space: ResidualSpace = .log, delta: Double = 1e-3, stages: [Double] = [1, 0.1, 0.01],
    kernel: VectorKernel = .best
  ) throws -> Minimum {
    var objective = objective(space, delta: delta, kernel: kernel)
    let minimizer = NewtonMinimizer(delta: delta, stages: stages)
    let exponents = [0.2, 0.4, 0.8]
    let minima = exponents.flatMap { alpha in
      exponents.compactMap { sum.linearStart(exponents: [[], [alpha], [$0]]) }
    }.map { minimizer.minimize(&objective, from: $0) }
    return try #require(
      MultiStartOutcome(minima, negligibleValue: objective.negligibleValue)
    ).best
  }
}
