#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension RandomStream {
  /// A draw from the χ² distribution.
  ///
  /// Reference: Marsaglia and Tsang 2000, doi:10.1145/358407.358414.
  ///
  /// - Precondition: `degreesOfFreedom` is positive.
  public mutating func chiSquared(degreesOfFreedom: Int) -> Double {
    precondition(degreesOfFreedom > 0, "χ² needs degrees of freedom")
    // A gamma variate of shape k/2; one below 1 is that of a shape larger by 1, times U^(1/shape).
    let shape = Double(degreesOfFreedom) / 2
    let boost = shape < 1 ? pow(uniform(), 1 / shape) : 1
    let d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = 1 + c * x
      guard v > 0 else { continue }
      let cube = v * v * v
      if log(uniform()) < x * x / 2 + d * (1 - cube + log(cube)) { return 2 * d * cube * boost }
    }
  }
}
