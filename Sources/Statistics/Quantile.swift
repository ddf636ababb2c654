/// The `p`-quantile of an ascending sequence, by linear interpolation between order statistics.
///
/// This is type 7 of Hyndman and Fan (1996), the default of R, NumPy and pandas: with h = (n − 1)p,
///
///     q = x[⌊h⌋] + (h − ⌊h⌋)(x[⌊h⌋ + 1] − x[⌊h⌋])
///
/// Infinite order statistics are returned as they are, never interpolated into NaN.
///
/// - Precondition: `sorted` is not empty, and `p` is in [0, 1].
public func quantile(_ p: Double, ofSorted sorted: [Double]) -> Double {
  precondition(!sorted.isEmpty && p >= 0 && p <= 1, "a quantile needs values and p in [0, 1]")
  let position = Double(sorted.count - 1) * p
  let index = min(Int(position), sorted.count - 1)
  let fraction = position - Double(index)
  let low = sorted[index]
  guard fraction > 0 else { return low }
  let high = sorted[index + 1]
  guard low.isFinite, high.isFinite else { return fraction < 0.5 ? low : high }
  return low + fraction * (high - low)
}

/// The median of `values`; see ``quantile(_:ofSorted:)``.
///
/// - Precondition: `values` is not empty and has no NaN.
public func median(of values: [Double]) -> Double {
  quantile(0.5, ofSorted: values.sorted())
}

/// The standard deviation of `values` with the divisor n − 1.
///
/// - Returns: NaN for fewer than two values or if one is not finite.
public func standardDeviation(of values: [Double]) -> Double {
  guard values.count >= 2 else { return .nan }
  let mean = values.reduce(0, +) / Double(values.count)
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (squares / Double(values.count - 1)).squareRoot()
}
