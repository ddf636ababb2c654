internal import Formulas

/// The coefficients that have to be positive for every term of a law to be.
///
/// A formula has positive terms where it is built of sums, products, quotients, powers, minima and maxima of
/// positive numbers, variables, coefficients and exponentials. The coefficients in it that are neither in
/// an exponent nor within an exponential then scale a term, as A does in A/N^α:
///
///     E + (A/N^α + B/D^β)^k        E, A, B
///     E + max(A/N^α, B/D^β)        E, A, B
///     a + b·log C                  none: a logarithm may be negative
struct PositiveTerms {
  /// The coefficients, in the order in which they are first written; none where a term may be negative.
  let coefficients: [String]

  /// The scales of the terms of `expression`, over `variables` and coefficients.
  init(of expression: FormulaExpression, variables: Set<String>) {
    var places = [expression.nodes.count - 1]
    var visited: Set<Int> = []
    var found: Set<String> = []
    while let place = places.popLast() {
      guard visited.insert(place).inserted else { continue }
      switch expression.nodes[place] {
      case .number: break
      case .symbol(let name): if !variables.contains(name) { found.insert(name) }
      case .sum(let a, let b), .product(let a, let b), .quotient(let a, let b): places += [a, b]
      case .power(let base, _): places.append(base)
      case .call(.exp, _): break
      case .call(.min, let arguments), .call(.max, let arguments), .call(.sqrt, let arguments):
        places += arguments
      case .choice(_, let a, let b): places += [a, b]
      case .negation, .difference, .call, .finiteOrZero:
        coefficients = []
        return
      }
    }
    coefficients = expression.symbols.filter(found.contains)
  }
}

extension ScalingLaw {
  /// The amplitudes of terms with a power, which vary over decades where exponents vary a little.
  package var amplitudesOfPowers: Set<String> {
    Set((terms ?? []).filter { !$0.factors.isEmpty }.map(\.amplitude))
  }
}
