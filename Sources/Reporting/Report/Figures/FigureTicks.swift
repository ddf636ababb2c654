import Documents
import Escaping

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The places and texts of the numbers along an axis.
struct FigureTicks {
  /// The places of the numbers.
  let places: [Double]
  private let axis: FigureAxis

  /// Between three and seven round numbers within the ends of the axis.
  init(_ axis: FigureAxis) {
    self.axis = axis
    let (lower, upper) = (axis.range.lowerBound, axis.range.upperBound)
    if case .names(let names) = axis.numbers {
      places = (1...max(1, names.count)).map(Double.init)
      return
    }
    guard axis.isLogarithmic else {
      places =
        axis.numbers == .whole
        ? Self.even(lower, upper, steps: [1, 2, 5, 10], least: 1) : Self.even(lower, upper)
      return
    }
    guard lower >= .leastNormalMagnitude, upper.isFinite else {
      places = []
      return
    }
    let decades = log10(upper) - log10(lower)
    let exponents =
      Int(
        ceil(log10(lower) - 1e-9))...max(
        Int(ceil(log10(lower) - 1e-9)), Int(floor(log10(upper) + 1e-9)))
    if decades >= 2.5 {
      let step = max(1, Int(ceil(decades / 7)))
      places = exponents.filter { $0 % step == 0 }.map { pow(10, Double($0)) }
        .filter { $0 >= lower * (1 - 1e-9) && $0 <= upper * (1 + 1e-9) }
    } else {
      let digits: [Double] = decades > 1.3 ? [1, 3] : [1, 2, 5]
      let found = (Int(floor(log10(lower)))...Int(ceil(log10(upper)))).flatMap { exponent in
        digits.map { $0 * pow(10, Double(exponent)) }
      }.filter { $0 >= lower && $0 <= upper }
      places = found.count >= 3 ? found : Self.even(lower, upper)
    }
  }

  /// The numbers as gnuplot takes them: `("2" 2, "2.5" 2.5)`.
  ///
  /// Names may come from a document, and are data.
  func text(_ texts: inout GnuplotText) -> String {
    let isNamed = if case .names = axis.numbers { true } else { false }
    let ticks = zip(places, labels).map { place, label in
      (isNamed ? texts.add(GnuplotText.literal(label)) : "\"\(label)\"") + " \(place)"
    }
    return "(" + ticks.joined(separator: ", ") + ")"
  }

  /// The text at each place.
  var labels: [String] {
    if case .names(let names) = axis.numbers { return names }
    return places.map(label)
  }

  private func label(_ value: Double) -> String {
    switch axis.numbers {
    case .count where value >= 1:
      NumberText.count(value).replacing(".00", with: "")
        .replacing(".0 ", with: " ")
    case .power where axis.isLogarithmic: Self.power(value)
    default: Self.shortest(value)
    }
  }

  /// A number as a power of ten with at most two digits before it: `5.4·10^{18}`.
  static func power(_ value: Double) -> String {
    let parts = NumberText.scientific(value, digits: 2).split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else {
      return NumberText.significant(value)
    }
    let digits = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
    return (digits == "1" ? "" : "\(digits)·") + "10^{\(exponent)}"
  }

  /// The fewest digits that are needed.
  private static func shortest(_ value: Double) -> String {
    let text = NumberText.significant(value, digits: 4)
    guard text.contains("."), !text.contains("e") else { return text }
    let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed()
    return String(trimmed).replacing("-", with: "−")
  }

  /// Multiples of 1, 2, 2.5 or 5 times a power of ten, four to seven of them.
  private static func even(
    _ lower: Double, _ upper: Double, steps: [Double] = [1, 2, 2.5, 5, 10], least: Double = 0
  ) -> [Double] {
    let rough = (upper - lower) / 5
    guard rough > 0, rough.isFinite else { return [lower] }
    let size = pow(10, floor(log10(rough)))
    let step = max(size * (steps.first { $0 * size >= rough * 0.999 } ?? 10), least)
    // Smaller steps would be lost in rounding.
    guard max(abs(lower), abs(upper)) < 1e15 * step else { return [lower] }
    return stride(from: ceil(lower / step - 1e-9), through: floor(upper / step + 1e-9), by: 1)
      .map { abs($0) < 1e-9 ? 0 : $0 * step }
  }
}
