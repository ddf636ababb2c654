/// The minimum of a function of a logarithm: on a grid, then by golden-section search.
struct GridMinimum {
  /// The ends of the search.
  let range: ClosedRange<Double>
  /// The distance between points of the grid.
  var step = 0.25

  /// The position of the minimum, to 10⁻⁸; `nil` if the grid minimum is at an end, or
  /// not finite.
  ///
  /// - Complexity: One evaluation per grid point, and 40 more.
  func place(of function: (Double) -> Double) -> Double? {
    let count = Int((range.upperBound - range.lowerBound) / step)
    guard count > 2 else { return nil }
    func place(_ index: Int) -> Double { range.lowerBound + Double(index) * step }
    let values = (0...count).map { index in
      let value = function(place(index))
      return value.isNaN ? .infinity : value
    }
    guard let least = values.indices.min(by: { values[$0] < values[$1] }), least > 0,
      least < count, values[least].isFinite
    else { return nil }
    return goldenSection(place(least - 1), place(least + 1), function)
  }

  private func goldenSection(
    _ low: Double, _ high: Double, _ function: (Double) -> Double
  ) -> Double {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (low, high)
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (atLeft, atRight) = (function(left), function(right))
    while high - low > 1e-8 {
      if atLeft <= atRight || atRight.isNaN {
        (high, right, atRight) = (right, left, atLeft)
        left = high - ratio * (high - low)
        atLeft = function(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + ratio * (high - low)
        atRight = function(right)
      }
    }
    return (low + high) / 2
  }
}
