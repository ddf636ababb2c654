internal import LeastSquares
internal import LinearAlgebra

/// The sum of the objectives of several groups, with some shared coordinates.
///
/// The points are those of the first group, then those of the second, and so on.
struct JointPoints<Part: PointObjective>: PointObjective {
  var parts: [Part]
  /// For each part, the indices of its coordinates.
  let layout: JointLayout
  /// The number of points of each part before resampling.
  let sizes: [Int]

  var coefficientCount: Int { layout.count }

  var delta: Double {
    get { parts[0].delta }
    set { for index in parts.indices { parts[index].delta = newValue } }
  }

  var gradientRounding: Double { parts.reduce(0) { $0 + $1.gradientRounding } }

  var negligibleValue: Double { parts.reduce(0) { $0 + $1.negligibleValue } }

  var weights: [Double] { parts.flatMap(\.weights) }

  func derivatives(at coefficients: [Double], into derivatives: inout Derivatives) -> Double {
    derivatives = Derivatives(count: layout.count)
    var own = Derivatives(count: parts[0].coefficientCount)
    var value = 0.0
    for (part, places) in zip(parts, layout.places) {
      value += part.derivatives(at: places.map { coefficients[$0] }, into: &own)
      for (i, row) in places.enumerated() {
        derivatives.gradient[row] += own.gradient[i]
        for j in 0...i {
          let (lower, upper) = (min(row, places[j]), max(row, places[j]))
          derivatives.hessian[upper * layout.count + lower] += own.hessian[i * places.count + j]
        }
      }
    }
    return value
  }

  func curvature(at coefficients: [Double]) -> [Double] {
    var diagonal = Array(repeating: 0.0, count: layout.count)
    for (part, places) in zip(parts, layout.places) {
      let own = part.curvature(at: places.map { coefficients[$0] })
      for (place, value) in zip(places, own) { diagonal[place] += value }
    }
    return diagonal
  }

  func residuals(at coefficients: [Double]) -> [Double] {
    residualsByPart(at: coefficients).flatMap { $0 }
  }

  /// The residuals of each part.
  func residualsByPart(at coefficients: [Double]) -> [[Double]] {
    zip(parts, layout.places).map { part, places in
      part.residuals(at: places.map { coefficients[$0] })
    }
  }

  func jacobian(at coefficients: [Double]) -> (residuals: [Double], jacobian: Matrix) {
    let own = zip(parts, layout.places).map { part, places in
      part.jacobian(at: places.map { coefficients[$0] })
    }
    let residuals = own.flatMap(\.residuals)
    var jacobian = Matrix(rows: residuals.count, columns: layout.count)
    var first = 0
    for (part, places) in zip(own, layout.places) {
      for (column, place) in places.enumerated() {
        for row in part.residuals.indices {
          jacobian[first + row, place] = part.jacobian[row, column]
        }
      }
      first += part.residuals.count
    }
    return (residuals, jacobian)
  }

  func resample(_ original: JointPoints, multiplicity: [Double]) {
    var first = 0
    for (index, size) in sizes.enumerated() {
      parts[index].resample(
        original.parts[index], multiplicity: Array(multiplicity[first..<first + size]))
      first += size
    }
  }
}
