internal import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The ratio of a budget's tokens to C/(k·N), as a function of model size.
///
///     e(N) = log(k·N·D/C),   D = C·exp(e(N))/(k·N)
///
/// It is linear in log N between neighbouring sizes, and constant beyond the smallest and the
/// largest; a repeated size uses the weighted mean of its runs. Without knots
/// it is 0: D is C/(k·N).
public struct TokenExcess: Sendable, Equatable {
  /// log N of the knots, strictly increasing.
  public private(set) var logParameters: [Double] = []
  /// e at the knots.
  public private(set) var values: [Double] = []

  init() {}

  /// Adds a run; its size is at least that of the previous runs.
  ///
  /// `total` is the weight of the last knot so far.
  mutating func append(
    logParameters size: Double, value: Double, weight: Double, total: inout Double
  ) {
    guard let last = logParameters.last, last == size else {
      logParameters.append(size)
      values.append(value)
      total = weight
      return
    }
    total += weight
    values[values.count - 1] += (value - values[values.count - 1]) * weight / total
  }

  /// e at log N.
  ///
  /// - Complexity: O(log n) for n knots.
  public func value(at size: Double) -> Double {
    guard let first = logParameters.first, let last = logParameters.last else { return 0 }
    if size <= first { return values[0] }
    if size >= last { return values[values.count - 1] }
    var (low, high) = (0, logParameters.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if logParameters[middle] <= size { low = middle } else { high = middle }
    }
    let share = (size - logParameters[low]) / (logParameters[high] - logParameters[low])
    return values[low] + share * (values[high] - values[low])
  }
}

/// The source of the tokens of an IsoFLOP optimum.
public enum TokenSource: String, Sendable, Codable {
  /// The runs have D as well as C: D* is interpolated between the runs of the budget.
  case given
  /// The runs have only D = C/(k·N): D* = C/(k·N*).
  case fromCompute = "from-compute"
}

extension RunTable {
  /// The largest |C/(k·N·D) − 1| over some rows: 0 if D, N or C was computed from the others.
  func largestTokenDeviation(_ rows: [Int]) -> Double {
    let largest = rows.reduce(0) { largest, row in
      max(
        largest,
        abs(compute[row] / (flopPerParameterToken * parameterCount[row] * tokenCount[row]) - 1))
    }
    // The rounding error of a division and a multiplication.
    return largest > 1e-9 ? largest : 0
  }
}

extension ProfilePoints {
  /// The ratio of the usable points' tokens to C/(k·N).
  func tokenExcess(_ copies: [Double]) -> TokenExcess {
    var excess = TokenExcess()
    guard let logExcess else { return excess }
    var total = 0.0
    for point in selected(copies) {
      excess.append(
        logParameters: logParameters[point], value: logExcess[point],
        weight: copies[rows[point]] * weights[point], total: &total)
    }
    return excess
  }
}
