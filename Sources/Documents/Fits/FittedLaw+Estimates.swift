package import ScalingLaws
package import Statistics

extension FittedLaw {
  /// The coefficients in the order of the law, then what is derived from them.
  package var estimates: [(symbol: String, estimate: Estimate)] {
    let own = law.coefficients.compactMap { symbol in coefficients[symbol].map { (symbol, $0) } }
    return own + derived.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
