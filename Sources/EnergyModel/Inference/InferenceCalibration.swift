#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Fits non-negative coefficients of the terms to measurements.
///
///     minimise Σᵢ ρ(ln Êᵢ − ln Eᵢ),  Êᵢ = Σₖ cₖ Fᵢₖ,  cₖ ≥ 0
///
/// with Huber's ρ at δ = 0.3. Each step linearises ln Ê at the current coefficients, which leaves a
/// bounded linear least-squares problem, solved by coordinate descent on its Gram matrix.
struct InferenceCalibration {
  /// Terms of each measurement for unit coefficients: m rows of n.
  let terms: [[Double]]
  /// ln of the measured energy.
  let logarithms: [Double]

  private static let delta = 0.3

  /// The coefficients; zero if a term is zero in every measurement.
  ///
  /// - Complexity: O(m n²) per step, for some tens of steps.
  func coefficients() -> [Double] {
    let count = terms.first?.count ?? 0
    let mean = logarithms.reduce(0, +) / Double(max(1, logarithms.count))
    let level = exp(mean)
    let scales = (0..<count).map { term in
      let sum = terms.reduce(0) { $0 + $1[term] }
      return sum > 0 ? level * Double(terms.count) / sum : 0
    }
    var values = scales.map { $0 > 0 ? 1 / Double(count) : 0 }
    for _ in 0..<60 {
      let next = step(from: values, scales: scales)
      let change = zip(values, next).map { abs($0 - $1) }.max() ?? 0
      if change < 1e-8 {
        values = next
        break
      }
      values = zip(values, next).map { $0 + 0.7 * ($1 - $0) }
    }
    return zip(values, scales).map { $0 * $1 }
  }

  /// The minimum of the problem linearised at `values`.
  private func step(from values: [Double], scales: [Double]) -> [Double] {
    let count = values.count
    var gram = [Double](repeating: 0, count: count * count)
    var target = [Double](repeating: 0, count: count)
    var row = [Double](repeating: 0, count: count)
    for (term, logarithm) in zip(terms, logarithms) {
      var prediction = 0.0
      for k in 0..<count {
        row[k] = term[k] * scales[k]
        prediction += row[k] * values[k]
      }
      let residual = log(prediction) - logarithm
      let weight = min(1, Self.delta / max(abs(residual), 1e-9))
      for k in 0..<count {
        row[k] /= prediction
        target[k] += weight * row[k] * (1 - residual)
        for l in 0...k { gram[k * count + l] += weight * row[k] * row[l] }
      }
    }
    for k in 0..<count { for l in 0..<k { gram[l * count + k] = gram[k * count + l] } }
    return nonNegativeMinimum(gram, target, from: values)
  }

  /// The z ≥ 0 that minimises ½ zᵀGz − tᵀz.
  private func nonNegativeMinimum(
    _ gram: [Double], _ target: [Double], from start: [Double]
  ) -> [Double] {
    let count = start.count
    var z = start
    for _ in 0..<400 {
      var change = 0.0
      for k in 0..<count where gram[k * count + k] > 0 {
        var slope = target[k]
        for l in 0..<count where z[l] != 0 { slope -= gram[k * count + l] * z[l] }
        let next = max(0, z[k] + slope / gram[k * count + k])
        change = max(change, abs(next - z[k]))
        z[k] = next
      }
      if change < 1e-10 { break }
    }
    return z
  }
}
