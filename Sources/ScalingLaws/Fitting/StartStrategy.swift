import LeastSquares
import Statistics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The starts of a fit's minimisations.
public enum StartStrategy: String, Sendable, CaseIterable {
  /// A small grid over the exponents plus a few seeded draws, with amplitudes from linear
  /// least squares.
  case linear
  /// The 4500 starts of Hoffmann et al. 2022, section D.2: α, β ∈ {0, .5, 1, 1.5, 2},
  /// log E ∈ {−1, −.5, 0, .5, 1}, log A, log B ∈ {0, 5, 10, 15, 20, 25}.
  case hoffmann
}

extension PowerSumProblem {
  func starts(_ strategy: StartStrategy, copies: [Double], seed: UInt64) -> [[Double]] {
    switch strategy {
    case .linear: linearStarts(copies: copies, seed: seed)
    case .hoffmann: hoffmannStarts()
    }
  }

  private var factorCount: Int { terms.reduce(0) { $0 + $1.factors.count } }

  private func linearStarts(copies: [Double], seed: UInt64) -> [[Double]] {
    var stream = RandomStream(seed: seed, purpose: .starts)
    let drawn = (0..<7).map { _ in
      (0..<factorCount).map { _ in 0.05 + 0.95 * stream.uniform() }
    }
    return linearStarts(
      at: products(Array(repeating: [0.2, 0.4, 0.8], count: factorCount)) + drawn, copies: copies)
  }

  /// Exponents from a fiftieth to two, evenly in the logarithm.
  func furtherStarts(_ wave: Int, copies: [Double], seed: UInt64) -> [[Double]] {
    var stream = RandomStream(seed: seed, purpose: .search, index: 1000 + wave)
    let drawn = (0..<32).map { _ in
      (0..<factorCount).map { _ in 0.02 * pow(100, stream.uniform()) }
    }
    return linearStarts(at: drawn, copies: copies)
  }

  /// Starts with the given exponents, the amplitudes at each by linear least squares.
  private func linearStarts(at exponents: [[Double]], copies: [Double]) -> [[Double]] {
    var used = sum
    used.weights = zip(sum.weights, copies).map { $0 * $1 }
    return exponents.compactMap { exponents in
      var rest = exponents[...]
      return used.linearStart(
        exponents: terms.map { term in
          defer { rest = rest.dropFirst(term.factors.count) }
          return Array(rest.prefix(term.factors.count))
        })
    }
  }

  /// The grid of the paper, over exponents and log amplitudes.
  private func hoffmannStarts() -> [[Double]] {
    let axes = law.coefficients.map { symbol -> [Double] in
      guard let term = terms.first(where: { $0.amplitude == symbol }) else {
        return [0, 0.5, 1, 1.5, 2]
      }
      return term.factors.isEmpty ? [-1, -0.5, 0, 0.5, 1] : [0, 5, 10, 15, 20, 25]
    }
    return products(axes).map(theta(logAmplitudes:))
  }
}

/// The Cartesian product of the axes, with the last axis varying fastest.
private func products(_ axes: [[Double]]) -> [[Double]] {
  axes.reduce([[]]) { partial, axis in partial.flatMap { head in axis.map { head + [$0] } } }
}
