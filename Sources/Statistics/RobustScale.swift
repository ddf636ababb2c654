/// An outlier-robust standard deviation: 1.4826 times the median of |x|.
///
/// For residuals about zero, whose median absolute value is σ/1.4826 if they are normal.
///
/// - Returns: 0 for no values.
public func robustScale(of residuals: [Double]) -> Double {
  residuals.isEmpty ? 0 : 1.482_602_218_505_602 * median(of: residuals.map(abs))
}
