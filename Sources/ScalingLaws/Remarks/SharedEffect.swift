internal import Statistics

/// A common effect in the residuals of a fit: those with the same label are alike.
///
/// One-way random effects by the analysis of variance. Residuals are limited to three robust standard deviations
/// on either side, so that single outliers neither make nor hide an effect.
///
/// Reference: Donner 1986, doi:10.2307/1403259.
struct SharedEffect {
  /// The intraclass correlation, the share of the variance that is common to a label.
  let correlation: Double
  /// The number of labels.
  let labelCount: Int
  /// The probability of an F ratio at least as large without an effect.
  let probability: Double
  /// The ratio of the standard error of a mean to the one of independent residuals.
  let errorRatio: Double

  /// The least degrees of freedom within labels.
  private static let leastSpare = 5
  private static let limit = 3.0

  /// The effect; `nil` for a single label, or too few residuals per label.
  ///
  /// - Parameters:
  ///   - residuals: The residuals.
  ///   - labels: The label of each, from 0.
  ///   - count: The number of labels.
  init?(of residuals: [Double], labels: [Int], count: Int) {
    let total = Double(residuals.count)
    guard count >= 2, residuals.count >= count + Self.leastSpare else { return nil }
    let center = median(of: residuals)
    let scale = robustScale(of: residuals.map { $0 - center })
    guard scale > 0 else { return nil }
    let values = residuals.map { min(max(($0 - center) / scale, -Self.limit), Self.limit) }
    var sums = Array(repeating: 0.0, count: count)
    var sizes = sums
    for (label, value) in zip(labels, values) {
      sums[label] += value
      sizes[label] += 1
    }
    let mean = values.reduce(0, +) / total
    let means = zip(sums, sizes).map { $0 / $1 }
    let between =
      zip(means, sizes).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) } / Double(count - 1)
    let within =
      zip(values, labels).reduce(0) { $0 + ($1.0 - means[$1.1]) * ($1.0 - means[$1.1]) }
      / (total - Double(count))
    guard within > 0 else { return nil }
    labelCount = count
    // The size of a label, averaged as it enters the variance between them.
    let squares = sizes.reduce(0) { $0 + $1 * $1 }
    let size = (total - squares / total) / Double(count - 1)
    correlation = max(0, (between - within) / (between + (size - 1) * within))
    errorRatio = (1 + (squares / total - 1) * correlation).squareRoot()
    probability = FisherF(numerator: Double(count - 1), denominator: total - Double(count))
      .upperTail(between / within)
  }
}
