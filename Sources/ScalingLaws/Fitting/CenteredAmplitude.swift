internal import Formulas

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// An amplitude a of a·xᵏᵖ in a formula, reparametrised at typical x: with c the mean of log x
/// over the runs, as a·exp(k·p·c).
///
/// At c, the amplitude is nearly independent of the exponent p; at x = 1, far outside the runs, a changes by
/// decades when p changes by a tenth, and minimisers crawl along the valley.
struct CenteredAmplitude: Sendable {
  /// The index of a among the law's coefficients.
  let place: Int
  /// The indices of the exponents p, with k·c.
  let exponents: [(place: Int, shift: Double)]

  /// Σ k·p·c.
  func shift(_ values: [Double]) -> Double {
    exponents.reduce(0) { $0 + values[$1.place] * $1.shift }
  }

  /// a as an expression in which its symbol denotes the amplitude at c, before the domain transforms.
  func expression(_ symbols: [String]) throws(FormulaError) -> FormulaExpression {
    let powers = exponents.map { "(\(-$0.shift)) * `\(symbols[$0.place])`" }
    return try Formula(parsing: "`\(symbols[place])` * exp(\(powers.joined(separator: " + ")))")
      .expression
  }

  /// The amplitudes of a law that can be centred: real or positive, each occurring once in the
  /// formula, times powers of positive columns with exponents of any sign.
  ///
  /// - Parameters:
  ///   - expression: The formula.
  ///   - law: The law.
  ///   - center: The mean of log x for an expression x of the columns; `nil` if x is not positive.
  /// - Returns: The amplitudes, in the order of their terms.
  static func all(
    in expression: FormulaExpression, of law: ScalingLaw,
    center: (FormulaExpression) -> Double?
  ) -> [CenteredAmplitude] {
    var uses = Array(repeating: 0, count: expression.nodes.count)
    var factors: Set<Int> = []
    for node in expression.nodes {
      for part in node.parts { uses[part] += 1 }
      switch node {
      case .product(let a, let b), .quotient(let a, let b): factors.formUnion([a, b])
      default: break
      }
    }
    var found: [CenteredAmplitude] = []
    for place in expression.nodes.indices where !factors.contains(place) {
      var term = ProductTerm(expression, law: law)
      term.add(place, isDenominator: false)
      guard let amplitude = term.amplitudes.first(where: { uses[$0.node] == 1 })?.place else {
        continue
      }
      let exponents = term.powers.compactMap { power in
        center(expression.part(power.base)).map {
          (place: power.exponent, shift: power.multiplier * $0)
        }
      }
      if !exponents.isEmpty {
        found.append(CenteredAmplitude(place: amplitude, exponents: exponents))
      }
    }
    return found
  }
}
