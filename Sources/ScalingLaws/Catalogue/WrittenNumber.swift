public import Formulas

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A number as written in a source, with its rounding range: `.34`, `8.8e13`, or
/// `exp(6.0073404)` if the source gives a logarithm.
public struct WrittenNumber: Sendable, Equatable {
  /// The number as written.
  public let text: String
  /// Its value.
  public let value: Double
  /// All values that round to the text: the last number in it moved by half a unit of its last
  /// digit.
  public let rounding: ClosedRange<Double>

  /// Reads a number, or a formula without names.
  ///
  /// - Throws: `FormulaError` if the text is neither, or is not finite.
  public init(parsing text: String) throws(FormulaError) {
    self.text = text
    value = try Self.value(of: text)
    guard let literal = Self.lastNumber(in: text) else {
      rounding = value...value
      return
    }
    let ends = [-0.5, 0.5].map { step in
      let moved = literal.mantissa + step * pow(10, -Double(literal.decimals))
      let exponent = literal.exponent.map { "e\($0)" } ?? ""
      return text.replacingCharacters(literal.range, by: "(\(moved) * 1\(exponent))")
    }
    let (first, second) = (try Self.value(of: ends[0]), try Self.value(of: ends[1]))
    rounding = min(first, second)...max(first, second)
  }

  private static func value(of text: String) throws(FormulaError) -> Double {
    let formula = try Formula(parsing: text)
    if let name = formula.expression.symbols.first {
      throw formula.error(
        "expected a number, found the name '\(name)'", at: name,
        fix: "write a number, or a formula of numbers such as exp(6.0073404)")
    }
    let value = formula.expression.value { _ in .nan }
    guard formula.leftSide == nil, value.isFinite else {
      throw FormulaError(
        "expected a finite number", in: text, offset: 0,
        fix: "write a number, or a formula of numbers such as exp(6.0073404)")
    }
    return value
  }

  /// The last number in `text`: its position, its digits, and its power of ten.
  private static func lastNumber(
    in text: String
  ) -> (range: Range<String.Index>, mantissa: Double, decimals: Int, exponent: String?)? {
    let number = /(?<whole>[0-9]*)(?:\.(?<decimals>[0-9]*))?(?:[eE](?<exponent>[+-]?[0-9]+))?/
    let matches = text.matches(of: number).filter { match in
      !match.whole.isEmpty || match.decimals?.isEmpty == false
    }
    guard let match = matches.last else { return nil }
    let decimals = match.decimals ?? ""
    guard let mantissa = Double("0\(match.whole).\(decimals)0") else { return nil }
    return (match.range, mantissa, decimals.count, match.exponent.map(String.init))
  }
}

extension String {
  /// The text with `part` in place of the characters in `range`.
  fileprivate func replacingCharacters(_ range: Range<Index>, by part: String) -> String {
    self[..<range.lowerBound] + part + self[range.upperBound...]
  }
}
