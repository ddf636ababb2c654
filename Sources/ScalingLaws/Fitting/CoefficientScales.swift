internal import Formulas

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The scales of coefficients that are combined with columns, for starts.
///
/// A coefficient that is added to an expression x of the columns or divides it has the scale of x, as A in
/// (A/N)^alpha; one that multiplies it the inverse, as k in exp(-k·x). One that is subtracted from x is a place
/// among its values, as m in ((x - m)/s)^2, where s has the scale of their spread.
struct CoefficientScales {
  /// The scale of each coefficient that has one.
  private(set) var units: [String: Double] = [:]
  /// The range of the places among the values of columns.
  private(set) var places: [String: ClosedRange<Double>] = [:]

  private let expression: FormulaExpression
  private let coefficients: Set<String>

  /// The scales in a formula.
  ///
  /// - Parameters:
  ///   - expression: The formula.
  ///   - coefficients: The symbols that are coefficients; the others are columns.
  ///   - values: The values of an expression of the columns at the runs.
  init(
    _ expression: FormulaExpression, coefficients: [String],
    values: (FormulaExpression) -> [Double]
  ) {
    let names = Set(coefficients)
    self.expression = expression
    self.coefficients = names
    var hasCoefficient: [Bool] = []
    var hasColumn: [Bool] = []
    // A coefficient, or a power of one.
    var isCoefficient: [Bool] = []
    var sizes: [Double?] = []
    for (place, node) in expression.nodes.enumerated() {
      if case .symbol(let name) = node {
        hasCoefficient.append(names.contains(name))
        hasColumn.append(!names.contains(name))
      } else {
        hasCoefficient.append(node.parts.contains { hasCoefficient[$0] })
        hasColumn.append(node.parts.contains { hasColumn[$0] })
      }
      isCoefficient.append(coefficient(place) != nil)
      sizes.append(nil)
      // The values of x, if the other part is a coefficient.
      func column(_ x: Int, besides other: Int) -> [Double]? {
        guard hasColumn[x], !hasCoefficient[x], isCoefficient[other] else { return nil }
        return values(expression.part(x))
      }
      switch node {
      case .sum(let a, let b), .difference(let a, let b):
        for (x, other) in [(a, b), (b, a)] {
          guard let found = column(x, besides: other) else { continue }
          note(other, unit: Self.size(of: found))
          let isSum = if case .sum = node { true } else { false }
          sizes[place] = note(other, placeIn: found, isNegative: isSum)
        }
      case .quotient(let a, let b):
        note(b, unit: sizes[a] ?? column(a, besides: b).flatMap(Self.size))
        note(a, unit: sizes[b] ?? column(b, besides: a).flatMap(Self.size))
      case .product(let a, let b):
        note(b, unit: (sizes[a] ?? column(a, besides: b).flatMap(Self.size)).map { 1 / $0 })
        note(a, unit: (sizes[b] ?? column(b, besides: a).flatMap(Self.size)).map { 1 / $0 })
      case .power(let base, let exponent):
        if case .number(let power) = expression.nodes[exponent] {
          sizes[place] = sizes[base].map { pow($0, power) }
        }
      default: break
      }
    }
  }

  /// A coefficient, or a power of one by a number.
  private func coefficient(_ place: Int) -> (name: String, power: Double)? {
    switch expression.nodes[place] {
    case .symbol(let name): return coefficients.contains(name) ? (name, 1) : nil
    case .power(let base, let exponent):
      guard case .symbol(let name) = expression.nodes[base], coefficients.contains(name),
        case .number(let power) = expression.nodes[exponent], power != 0
      else { return nil }
      return (name, power)
    default: return nil
    }
  }

  private mutating func note(_ place: Int, unit: Double?) {
    guard let unit, let (name, power) = coefficient(place), units[name] == nil else { return }
    let size = pow(unit, 1 / power)
    if size > 0, size.isFinite { units[name] = size }
  }

  /// Notes a coefficient that is a place among values, and returns their spread.
  private mutating func note(_ place: Int, placeIn values: [Double], isNegative: Bool) -> Double? {
    guard let (name, power) = coefficient(place), power == 1,
      let least = values.min(), let greatest = values.max(),
      greatest > least, least.isFinite, greatest.isFinite
    else { return nil }
    if places[name] == nil {
      places[name] = isNegative ? -greatest ... -least : least...greatest
    }
    return greatest - least
  }

  /// The geometric mean of positive values.
  private static func size(of values: [Double]) -> Double? {
    let mean = values.reduce(0) { $0 + log($1) } / Double(max(values.count, 1))
    return mean.isFinite ? exp(mean) : nil
  }
}
