internal import LinearAlgebra

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension PowerSum {
  /// A start with the given exponents and their best-fitting amplitudes.
  ///
  /// With the exponents fixed, the sum is linear in its amplitudes, which follow from weighted linear
  /// least squares on the relative residuals:
  ///
  ///     minimise Σᵢ wᵢ (Σₜ aₜ exp(Σⱼ θₜⱼ xₜⱼᵢ) / Lᵢ − 1)²
  ///
  /// A term with a negative amplitude is removed, and starts at a thousandth of the
  /// observations.
  ///
  /// - Parameter exponents: For each term, the exponents of its factors.
  /// - Returns: θ, or `nil` if an exponential overflows or no point has a weight.
  /// - Complexity: O(m·t²) for t terms, at most t times.
  public func linearStart(exponents: [[Double]]) -> [Double]? {
    let used = observed.indices.filter { weights[$0] > 0 }
    guard !used.isEmpty else { return nil }
    let shapes = zip(terms, exponents).map { factors, exponents in
      used.map { i in
        exp(zip(factors, exponents).reduce(0) { $0 + columns[$1.0][i] * $1.1 })
          * weights[i].squareRoot() / observed[i]
      }
    }
    let target = used.map { weights[$0].squareRoot() }
    var amplitudes = Array(repeating: 0.0, count: terms.count)
    var free = Array(terms.indices)
    while !free.isEmpty {
      let matrix = Matrix(
        rows: used.count, columns: free.count, elements: free.flatMap { shapes[$0] })
      guard let found = linearLeastSquares(matrix, target)?.solution else { return nil }
      guard let lowest = found.indices.min(by: { found[$0] < found[$1] }) else { return nil }
      if found[lowest] > 0 {
        for (term, value) in zip(free, found) { amplitudes[term] = value }
        break
      }
      free.remove(at: lowest)
    }
    return zip(terms.indices, exponents).flatMap { term, exponents in
      let largest = shapes[term].max() ?? 1
      return [log(amplitudes[term] > 0 ? amplitudes[term] : 1e-3 / largest)] + exponents
    }
  }
}
