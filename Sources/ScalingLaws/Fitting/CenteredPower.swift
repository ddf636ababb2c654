internal import Formulas

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A power with an offset, a·xᵏᵖ + b in a formula, reparametrised at typical x: with c the mean of
/// log x over the runs, as t + s·((x/eᶜ)ᵏᵖ − 1)/(k·p).
///
/// t is the value at c and s the slope in log x there, both of which the runs determine. Where the exponent is
/// small, a and b are large and cancel: as p → 0 they diverge, while t, s and the line t + s·(log x − c)
/// remain. The form is that of Box and Cox 1964, doi:10.1111/j.2517-6161.1964.tb00553.x.
struct CenteredPower: Sendable {
  /// The index of a among the law's coefficients, in whose place θ has s.
  let amplitude: Int
  /// The index of b, in whose place θ has t.
  let offset: Int
  /// The index of p.
  let exponent: Int
  /// k.
  let multiplier: Double
  /// −1 where the formula has b − a·xᵏᵖ, otherwise 1.
  let sign: Double
  /// c.
  let center: Double

  /// Replaces t and s by b and a.
  func putNatural(_ values: inout [Double]) {
    let power = multiplier * values[exponent]
    values[offset] -= values[amplitude] / power
    values[amplitude] *= sign * exp(-power * center) / power
  }

  /// Replaces b and a by t and s.
  func putCentered(_ values: inout [Double]) {
    let power = multiplier * values[exponent]
    let atCenter = sign * values[amplitude] * exp(power * center)
    values[offset] += atCenter
    values[amplitude] = atCenter * power
  }

  /// Turns derivatives by t and s into derivatives by a and b, times a and b, and that by p at fixed a and b.
  func putNatural(gradient: inout [Double], at theta: [Double]) {
    let power = multiplier * theta[exponent]
    let (slope, level) = (gradient[amplitude], gradient[offset])
    let atCenter = theta[amplitude] / power
    // ∂s/∂p = k·a·eᵏᵖᶜ·(1 + k·p·c), and ∂t/∂p = k·c·a·eᵏᵖᶜ.
    gradient[exponent] +=
      multiplier * atCenter * (slope * (1 + power * center) + level * center)
    gradient[amplitude] = slope * theta[amplitude] + level * atCenter
    gradient[offset] = level * (theta[offset] - atCenter)
  }

  /// a and b as expressions, in which their symbols denote s and t.
  func expressions(_ symbols: [String]) throws(FormulaError) -> [String: FormulaExpression] {
    let (a, b) = (symbols[amplitude], symbols[offset])
    let power = "(\(multiplier)) * `\(symbols[exponent])`"
    return [
      a: try Formula(
        parsing: "(\(sign)) * `\(a)` * exp(\(power) * (\(-center))) / (\(power))"
      ).expression,
      b: try Formula(parsing: "`\(b)` - `\(a)` / (\(power))").expression,
    ]
  }

  /// The powers with an offset of a law: those whose a and b are any real numbers and occur nowhere else.
  ///
  /// - Parameters:
  ///   - expression: The formula.
  ///   - law: The law.
  ///   - center: The mean of log x for an expression x of the columns; `nil` if x is not positive.
  /// - Returns: The powers, in their order.
  static func all(
    in expression: FormulaExpression, of law: ScalingLaw,
    center: (FormulaExpression) -> Double?
  ) -> [CenteredPower] {
    var uses = Array(repeating: 0, count: expression.nodes.count)
    for node in expression.nodes { for part in node.parts { uses[part] += 1 } }
    func coefficient(_ place: Int) -> Int? {
      guard case .symbol(let name) = expression.nodes[place], uses[place] == 1,
        (law.domains[name] ?? .real) == .real
      else { return nil }
      return law.coefficients.firstIndex(of: name)
    }
    return expression.nodes.compactMap { node in
      let candidates: [(power: Int, constant: Int, sign: Double)] =
        switch node {
        case .sum(let left, let right): [(left, right, 1), (right, left, 1)]
        case .difference(let left, let right): [(right, left, -1)]
        default: []
        }
      for (power, constant, sign) in candidates {
        guard let offset = coefficient(constant) else { continue }
        var term = ProductTerm(expression, law: law)
        term.add(power, isDenominator: false)
        guard term.isComplete, let factor = term.powers.first, term.powers.count == 1,
          let amplitude = term.amplitudes.first, term.amplitudes.count == 1,
          coefficient(amplitude.node) != nil,
          let center = center(expression.part(factor.base))
        else { continue }
        return CenteredPower(
          amplitude: amplitude.place, offset: offset, exponent: factor.exponent,
          multiplier: factor.multiplier,
          sign: term.isNegative ? -sign : sign, center: center)
      }
      return nil
    }
  }
}
