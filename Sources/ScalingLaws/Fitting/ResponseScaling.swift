internal import Formulas

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The change of a formula's coefficients that multiplies its value by a factor.
///
/// Starts are drawn for responses of size one; a law of responses of another size needs them scaled, such
/// as A by λ^(1/k) in (A/N^α + B/D^β)ᵏ.
struct ResponseScaling {
  private let expression: FormulaExpression
  /// The indices of the coefficients.
  private let places: [String: Int]
  /// For each node, whether coefficients can multiply it by any factor.
  private let takesFactor: [Bool]
  /// For each node, whether coefficients can add any number to it.
  private let takesShift: [Bool]

  /// The changes that a formula of these coefficients can make.
  init(_ expression: FormulaExpression, coefficients: [String]) {
    let places = Dictionary(uniqueKeysWithValues: zip(coefficients, coefficients.indices))
    var factor: [Bool] = []
    var shift: [Bool] = []
    var isFree: [Bool] = []
    // A loop, since a sum of thousands of terms is nested as deeply.
    for node in expression.nodes {
      if case .symbol(let name) = node {
        isFree.append(places[name] != nil)
      } else {
        isFree.append(node.parts.allSatisfy { isFree[$0] })
      }
      switch node {
      case .symbol(let name):
        factor.append(places[name] != nil)
        shift.append(places[name] != nil)
      case .negation(let a):
        factor.append(factor[a])
        shift.append(shift[a])
      case .sum(let a, let b), .difference(let a, let b):
        factor.append(factor[a] && factor[b])
        shift.append(shift[a] || shift[b])
      case .product(let a, let b), .quotient(let a, let b):
        factor.append(factor[a] || factor[b])
        shift.append(false)
      case .power(let base, let exponent):
        factor.append(factor[base] && isFree[exponent])
        shift.append(false)
      case .call(.exp, let arguments):
        factor.append(shift[arguments[0]])
        shift.append(false)
      case .call(.sqrt, let arguments):
        factor.append(factor[arguments[0]])
        shift.append(false)
      case .call(.max, let arguments), .call(.min, let arguments):
        factor.append(arguments.allSatisfy { factor[$0] })
        shift.append(false)
      default:
        factor.append(false)
        shift.append(false)
      }
    }
    self.expression = expression
    self.places = places
    takesFactor = factor
    takesShift = shift
  }

  /// What is done to a part: multiplied by exp(x), or raised by x.
  private enum Change {
    case factor(Double)
    case shift(Double)
  }

  /// Multiplies the formula by `factor`, as far as its coefficients can.
  func scale(_ values: inout [Double], by factor: Double) {
    guard factor > 0, factor.isFinite, factor != 1 else { return }
    let before = values
    var pending: [Change?] = Array(repeating: nil, count: expression.nodes.count)
    pending[pending.count - 1] = .factor(log(factor))
    for place in expression.nodes.indices.reversed() {
      guard let change = pending[place] else { continue }
      switch (expression.nodes[place], change) {
      case (.symbol(let name), .factor(let x)):
        if let index = places[name] { values[index] *= exp(x) }
      case (.symbol(let name), .shift(let x)):
        if let index = places[name] { values[index] += x }
      case (.negation(let a), .shift(let x)): pending[a] = .shift(-x)
      case (.negation(let a), .factor): pending[a] = change
      case (.sum(let a, let b), .factor), (.difference(let a, let b), .factor):
        pending[a] = change
        pending[b] = change
      case (.sum(let a, let b), .shift): pending[takesShift[a] ? a : b] = change
      case (.difference(let a, let b), .shift(let x)):
        pending[takesShift[a] ? a : b] = takesShift[a] ? change : .shift(-x)
      case (.product(let a, let b), .factor): pending[takesFactor[a] ? a : b] = change
      case (.quotient(let a, let b), .factor(let x)):
        pending[takesFactor[a] ? a : b] = takesFactor[a] ? change : .factor(-x)
      case (.power(let base, let exponent), .factor(let x)) where takesFactor[place]:
        let power = expression.part(exponent).value { places[$0].map { before[$0] } ?? .nan }
        if power != 0, power.isFinite { pending[base] = .factor(x / power) }
      case (.call(.exp, let arguments), .factor(let x)): pending[arguments[0]] = .shift(x)
      case (.call(.sqrt, let arguments), .factor(let x)): pending[arguments[0]] = .factor(2 * x)
      case (.call(.max, let arguments), .factor), (.call(.min, let arguments), .factor):
        for argument in arguments { pending[argument] = change }
      default: break
      }
    }
  }
}
