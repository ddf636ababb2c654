internal import Formulas

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The transform from an unconstrained θ to a coefficient within its domain.
///
///     positive        c = exp θ
///     unit interval   c = 1/(1 + exp(−θ))
///     real            c = θ
package struct CoefficientTransform: Sendable {
  package let domain: CoefficientDomain

  /// The transform of a coefficient with this domain.
  package init(domain: CoefficientDomain) { self.domain = domain }

  /// c at θ.
  package func coefficient(_ theta: Double) -> Double {
    switch domain {
    case .positive: exp(theta)
    case .unitInterval: 1 / (1 + exp(-theta))
    case .real: theta
    }
  }

  /// θ at c; `nil` if c is outside the domain.
  package func theta(_ coefficient: Double) -> Double? {
    switch domain {
    case .positive: coefficient > 0 ? log(coefficient) : nil
    case .unitInterval:
      coefficient > 0 && coefficient < 1 ? log(coefficient / (1 - coefficient)) : nil
    case .real: coefficient.isFinite ? coefficient : nil
    }
  }

  /// c·∂f/∂c from ∂f/∂θ.
  func scaledGradient(_ gradient: Double, at theta: Double) -> Double {
    switch domain {
    case .positive: gradient
    case .unitInterval: gradient * (1 + exp(theta))
    case .real: gradient * theta
    }
  }

  /// The expression of c, in which the symbol of the coefficient denotes θ.
  func expression(of symbol: String) throws(FormulaError) -> FormulaExpression {
    switch domain {
    case .positive: try Formula(parsing: "exp(`\(symbol)`)").expression
    case .unitInterval: try Formula(parsing: "1 / (1 + exp(-`\(symbol)`))").expression
    case .real: try Formula(parsing: "`\(symbol)`").expression
    }
  }
}
