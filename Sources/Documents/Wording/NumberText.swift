import Foundation
public import Statistics

/// Numbers as people read them.
///
/// Files keep full precision; these are for tables and sentences.
public enum NumberText {
  /// `value` with `digits` significant digits, in plain notation where it is of everyday size.
  public static func significant(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite else { return nonFinite(value) }
    let size = abs(value)
    if size != 0, size < 1e-3 || size >= 1e6 {
      return scientific(value, digits: digits)
    }
    // The magnitude of what will be written: 9.996 with three digits is 10.0.
    let rounded = Double(scientific(size, digits: digits)) ?? size
    let magnitude = rounded == 0 ? 0 : Int(floor(log10(rounded)))
    return fixed(value, decimals: max(0, digits - 1 - magnitude))
  }

  /// `value` rounded to `digits` significant digits, those before the point too: `10700` for 10689.
  ///
  /// For estimates, which bear no more digits; ``significant(_:digits:)`` leaves whole numbers whole.
  public static func rounded(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite else { return nonFinite(value) }
    return significant(Double(scientific(value, digits: digits)) ?? value, digits: digits)
  }

  /// A number that is given: whole where it is whole, else with `digits` significant digits.
  public static func plain(_ value: Double, digits: Int = 3) -> String {
    value == value.rounded() && abs(value) < 1e6
      ? fixed(value, decimals: 0) : significant(value, digits: digits)
  }

  /// A power, in W, with the unit that suits it: `137 MW`, `2.40 GW`.
  public static func power(_ watts: Double) -> String {
    guard watts.isFinite else { return nonFinite(watts) }
    let units: [(size: Double, symbol: String)] = [
      (1e12, "TW"), (1e9, "GW"), (1e6, "MW"), (1e3, "kW"),
    ]
    guard let unit = units.first(where: { abs(watts) >= $0.size * 0.9995 }) else {
      return "\(rounded(watts)) W"
    }
    return "\(rounded(watts / unit.size)) \(unit.symbol)"
  }

  /// `value` with `digits` significant digits and a power of ten.
  public static func scientific(_ value: Double, digits: Int) -> String {
    value.isFinite ? String(format: "%.\(digits - 1)e", value) : nonFinite(value)
  }

  /// `value` with `decimals` digits after the point.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return nonFinite(value) }
    let text = String(format: "%.\(decimals)f", value)
    // What rounds to zero has no sign.
    return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) }
      ? String(text.dropFirst()) : text
  }

  /// A count in units of thousands, millions, billions or trillions: `73.2 B`.
  public static func count(_ value: Double) -> String {
    guard value.isFinite else { return nonFinite(value) }
    guard let unit = countUnit(of: value) else { return significant(value) }
    return "\(significant(value / unit.size)) \(unit.symbol)"
  }

  /// The interval of a count, each end with its unit: `[52.1 B, 104 B]` beside `73.2 B`.
  public static func countInterval(_ interval: ConfidenceInterval?) -> String {
    self.interval(interval) { $0 == 0 ? "0" : count($0) }
  }

  /// The greatest unit that is not above `value`; `nil` below a thousand, and from a thousand trillion
  /// on, where a power of ten says more.
  private static func countUnit(of value: Double) -> (size: Double, symbol: String)? {
    let units: [(size: Double, symbol: String)] = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")]
    return abs(value) < 1e15 ? units.first(where: { abs(value) >= $0.size * 0.9995 }) : nil
  }

  /// A number of bytes: `473 B`, `1.43 MB`.
  public static func bytes(_ count: Int) -> String {
    count < 1000 ? "\(count) B" : self.count(Double(count)).replacing("B", with: "G") + "B"
  }

  /// A level in per cent: `95 %`, `99.9 %`.
  public static func percent(_ level: Double) -> String {
    String(format: "%.6g %%", level * 100)
  }

  /// The digits after the point that show two digits of a standard error.
  package static func decimals(forError error: Double?) -> Int? {
    guard let error, error > 0, error.isFinite, error < 1e6 else { return nil }
    let decimals = max(0, 1 - Int(floor(log10(error))))
    // Beyond that, a power of ten says more than zeros.
    return decimals <= 9 ? decimals : nil
  }

  /// An interval with both ends in the same form: `[48.6 B, 109 B]`; an end without bound is open, as in
  /// `[48.6 B, ∞)`, and one of which only the upper end is estimated is `≤ 109 B`, or `≥ 48.6 B` of which only
  /// the lower end is.
  public static func interval(
    _ interval: ConfidenceInterval?, _ text: (Double) -> String
  ) -> String {
    guard let interval else { return "–" }
    switch interval.boundEnd {
    case .lower: return "≤ \(text(interval.upper))"
    case .upper: return "≥ \(text(interval.lower))"
    case nil: break
    }
    let open = interval.lower == -.infinity ? "(" : "["
    let close = interval.upper == .infinity ? ")" : "]"
    return "\(open)\(text(interval.lower)), \(text(interval.upper))\(close)"
  }

  /// The interval of an estimate; without one, `input`, `computed` or a dash by what the value rests on.
  package static func interval(of estimate: Estimate, _ text: (Double) -> String) -> String {
    estimate.interval.map { interval($0, text) } ?? absence(of: estimate)
  }

  /// As ``interval(of:_:)``, each end as ``count(_:)`` writes it.
  package static func countInterval(of estimate: Estimate) -> String {
    estimate.interval.map { countInterval($0) } ?? absence(of: estimate)
  }

  private static func absence(of estimate: Estimate) -> String {
    estimate.basis == .estimate ? "–" : estimate.basis.rawValue
  }

  private static func nonFinite(_ value: Double) -> String {
    value.isNaN ? "–" : (value > 0 ? "∞" : "−∞")
  }
}
