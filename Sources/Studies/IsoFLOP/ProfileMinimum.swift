internal import LinearAlgebra

/// The minimum of a budget's curve.
enum ProfileMinimum: Sendable, Equatable {
  /// Between the smallest and the largest model.
  ///
  /// `logExcess` is log(k·N·D/C) at the minimum; see ``TokenExcess``.
  case interior(logParameters: Double, loss: Double, logExcess: Double)
  /// At the smallest model.
  case smallest(loss: Double, isConcave: Bool)
  /// At the largest model.
  case largest(loss: Double, isConcave: Bool)
  /// The points do not determine the curve.
  case undetermined

  /// log N*, with −∞ and +∞ for an optimum beyond the models, and NaN if undetermined.
  var logParameters: Double {
    switch self {
    case .interior(let logParameters, _, _): logParameters
    case .smallest: -.infinity
    case .largest: .infinity
    case .undetermined: .nan
    }
  }

  /// The lowest loss; NaN if there is no curve.
  var loss: Double {
    switch self {
    case .interior(_, let loss, _), .smallest(let loss, _), .largest(let loss, _): loss
    case .undetermined: .nan
    }
  }

  /// log(k·N*·D*/C); 0 if there is no minimum.
  var logExcess: Double {
    if case .interior(_, _, let logExcess) = self { logExcess } else { 0 }
  }
}

extension ProfilePoints {
  /// The minimum of the least-squares polynomial of the loss in log N.
  ///
  ///     L = c₀ + c₁z + c₂z² + c₃z³,   z = (log N − m)/h
  ///
  /// where m and h are the midpoint and half-range of the points' log N, so that z lies in [−1, 1] and the
  /// system is well conditioned. The stationary point with a positive second derivative is
  /// (−c₂ + √Δ)/(3c₃), Δ = c₂² − 3c₁c₃, which equals −c₁/(c₂ + √Δ): the form without cancellation is
  /// used, and it also holds for c₃ = 0.
  ///
  /// It counts if it lies between the first and the last point, and below the curve at both.
  ///
  /// - Parameters:
  ///   - curve: The degree.
  ///   - copies: The multiplicity of each row of the table.
  /// - Returns: The interior minimum, or the end at which the curve is lowest.
  /// - Complexity: O(m·n²) for m points and n coefficients (LAPACK `dgelsy`).
  func minimum(_ curve: ProfileCurve, copies: [Double]) -> ProfileMinimum {
    let points = selected(copies)
    guard let first = points.first, let last = points.last, points.count > curve.rawValue,
      logParameters[last] > logParameters[first]
    else { return .undetermined }
    let middle = (logParameters[first] + logParameters[last]) / 2
    let half = (logParameters[last] - logParameters[first]) / 2
    var matrix = Matrix(rows: points.count, columns: curve.rawValue + 1)
    var rightSide = Array(repeating: 0.0, count: points.count)
    for (place, point) in points.enumerated() {
      let root = (copies[rows[point]] * weights[point]).squareRoot()
      let z = (logParameters[point] - middle) / half
      var power = root
      for column in 0...curve.rawValue {
        matrix[place, column] = power
        power *= z
      }
      rightSide[place] = root * loss[point]
    }
    guard let fit = linearLeastSquares(matrix, rightSide, relativeTolerance: 1e-9),
      fit.rank == curve.rawValue + 1
    else { return .undetermined }
    let minimum = Self.minimum(of: fit.solution, middle: middle, half: half)
    guard logExcess != nil, case .interior(let logParameters, let loss, _) = minimum else {
      return minimum
    }
    return .interior(
      logParameters: logParameters, loss: loss,
      logExcess: tokenExcess(copies).value(at: logParameters))
  }

  /// The minimum over z in [−1, 1] of the polynomial with coefficients `c`.
  private static func minimum(of c: [Double], middle: Double, half: Double) -> ProfileMinimum {
    let cubic = c.count > 3 ? c[3] : 0
    func value(_ z: Double) -> Double { c[0] + z * (c[1] + z * (c[2] + z * cubic)) }
    let (atSmallest, atLargest) = (value(-1), value(1))
    let discriminant = c[2] * c[2] - 3 * c[1] * cubic
    if discriminant > 0 {
      let root = discriminant.squareRoot()
      let z = c[2] >= 0 ? -c[1] / (c[2] + root) : (root - c[2]) / (3 * cubic)
      if abs(z) < 1, value(z) < min(atSmallest, atLargest) {
        return .interior(logParameters: middle + half * z, loss: value(z), logExcess: 0)
      }
    }
    let isConcave = cubic == 0 && c[2] < 0
    return atSmallest <= atLargest
      ? .smallest(loss: atSmallest, isConcave: isConcave)
      : .largest(loss: atLargest, isConcave: isConcave)
  }
}
