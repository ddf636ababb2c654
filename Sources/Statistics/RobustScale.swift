/// A standard deviation that outliers do not spoil: 1.4826 times the median of |x|.
///
/// It is that of residuals about zero, whose median deviation is σ/1.4826 where they are normal.
///
/// - Returns: 0 for no values.
public func robustScale(of residuals: [Double]) -> Double {
  residuals.isEmpty ? 0 : 1.482_602_218_505_602 * median(of: residuals.map(abs))
}
