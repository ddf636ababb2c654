import ArgumentParser
import Diagnostics
import ScalingLaws
import Tables

/// Declarations of `--domain`, `--bounds`, `--fix` and `--start-range` about the coefficients of a law.
struct LawDeclarations {
  /// The declarations as the library takes them.
  private(set) var declarations = ScalingLaw.Declarations()

  /// Whether nothing is declared.
  var isEmpty: Bool { declarations == ScalingLaw.Declarations() }

  /// Reads the values of the options.
  ///
  /// - Throws: `Diagnostic` where a value cannot be read, or a coefficient is named twice by one option.
  init(domains: [String], bounds: [String], fixed: [String], startRanges: [String]) throws {
    for text in domains {
      let (name, value) = try Self.pair(text, option: "--domain", example: "A=positive")
      guard let domain = CoefficientDomain(rawValue: value) else {
        let known = CoefficientDomain.allCases.map(\.rawValue).joined(separator: ", ")
        throw Self.refusal("--domain", "no domain '\(value)'", fix: "choose one of \(known)")
      }
      try Self.set(domain, for: name, in: &declarations.domains, option: "--domain")
    }
    for text in bounds.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      let (name, value) = try Self.pair(String(text), option: "--bounds", example: "E=0.5..1.9")
      try Self.set(try Self.bounds(value), for: name, in: &declarations.bounds, option: "--bounds")
    }
    for text in fixed {
      let (name, value) = try Self.pair(text, option: "--fix", example: "E=1.69")
      guard let number = parseQuantity(value), number.isFinite else {
        throw Self.refusal(
          "--fix", "'\(value)' is not a number", fix: "write it as in --fix E=1.69")
      }
      try Self.set(number, for: name, in: &declarations.fixed, option: "--fix")
    }
    for text in startRanges {
      let (name, value) = try Self.pair(text, option: "--start-range", example: "alpha=0.1..0.8")
      guard let dots = value.firstRange(of: ".."),
        let low = parseQuantity(value[..<dots.lowerBound]),
        let high = parseQuantity(value[dots.upperBound...]), low.isFinite, low < high, high.isFinite
      else {
        throw Self.refusal(
          "--start-range", "'\(value)' is not a range",
          fix: "write it as in --start-range alpha=0.1..0.8")
      }
      try Self.set(low...high, for: name, in: &declarations.startRanges, option: "--start-range")
    }
  }

  /// Refuses declarations that do not fit `law`, or have no effect on it.
  ///
  /// - Parameter law: The law without the declarations.
  /// - Throws: `Diagnostic` with the option at fault.
  func check(against law: ScalingLaw) throws {
    try check(declarations.domains.keys, option: "--domain", law)
    try check(declarations.bounds.keys, option: "--bounds", law)
    try check(declarations.fixed.keys, option: "--fix", law)
    try check(declarations.startRanges.keys, option: "--start-range", law)
    // A typed formula declares nothing: its domains are those that its form suggests.
    let declared = law.name == law.formula ? [:] : law.domains
    let domains = declared.merging(declarations.domains) { $1 }
    for (name, value) in declarations.fixed.sorted(by: { $0.key < $1.key }) {
      let others = [
        ("--domain", declarations.domains[name] != nil),
        ("--bounds", declarations.bounds[name] != nil),
        ("--start-range", declarations.startRanges[name] != nil),
      ]
      if let (option, _) = others.first(where: \.1) {
        throw Self.refusal(
          option, "'\(name)' is fixed", why: "--fix \(name)=… gives its value",
          fix: "leave out one of the two")
      }
      if let domain = domains[name], !domain.contains(value) {
        throw Self.refusal(
          "--fix", "\(value) is outside the domain of '\(name)'",
          why: "\(name) is \(domain.phrase) in the law \(law.name)",
          fix: "pass a value inside it, or a law without '\(name)'")
      }
    }
    for (name, bounds) in declarations.bounds.sorted(by: { $0.key < $1.key }) {
      if let domain = domains[name], !domain.contains(bounds) {
        throw Self.refusal(
          "--bounds", "\(bounds) is outside the domain of '\(name)'",
          why: "\(name) is \(domain.phrase)", fix: "pass bounds inside it")
      }
    }
    let bounds = law.bounds.merging(declarations.bounds) { $1 }
    for (name, range) in declarations.startRanges.sorted(by: { $0.key < $1.key }) {
      if let bounds = bounds[name],
        !(bounds.contains(range.lowerBound) && bounds.contains(range.upperBound))
      {
        throw Self.refusal(
          "--start-range",
          "\(range.lowerBound)..\(range.upperBound) is outside the bounds of '\(name)'",
          why: "\(name) is bounded to \(bounds)", fix: "pass a range inside them")
      }
      if let domain = domains[name], !domain.contains(inside: range) {
        throw Self.refusal(
          "--start-range",
          "\(range.lowerBound)..\(range.upperBound) is outside the domain of '\(name)'",
          why: "\(name) is \(domain.phrase)", fix: "pass a range inside it")
      }
    }
  }

  private static func bounds(_ text: String) throws -> CoefficientBounds {
    if let bounds = CoefficientBounds(parsing: text) { return bounds }
    let ends = text.firstRange(of: "..").map { (text[..<$0.lowerBound], text[$0.upperBound...]) }
    guard let (low, high) = ends else {
      throw refusal(
        "--bounds", "'\(text)' is not a range", fix: "write it as in --bounds E=0.5..1.9")
    }
    if low.isEmpty, high.isEmpty {
      throw refusal(
        "--bounds", "'\(text)' bounds nothing", why: "both ends are missing",
        fix: "give one end, as in --bounds E=0..")
    }
    guard let lower = parseQuantity(low), let upper = parseQuantity(high), lower.isFinite,
      upper.isFinite
    else {
      throw refusal(
        "--bounds", "'\(text)' is not a range", fix: "write it as in --bounds E=0.5..1.9")
    }
    throw lower == upper
      ? refusal(
        "--bounds", "'\(text)' leaves one value", fix: "fix the coefficient with --fix")
      : refusal(
        "--bounds", "'\(text)' is empty", why: "the lower bound is not below the upper one",
        fix: "write the lower bound first")
  }

  private func check(
    _ names: some Collection<String>, option: String, _ law: ScalingLaw
  ) throws {
    guard let name = names.sorted().first(where: { !law.coefficients.contains($0) }) else { return }
    let isVariable = law.variables.contains { $0.symbol == name }
    // A letter is near every other.
    let near = name.count > 1 ? nearestNames(to: name, in: law.coefficients) : []
    throw Self.refusal(
      option,
      isVariable
        ? "'\(name)' is a variable of the law, not a coefficient"
        : "the law has no coefficient '\(name)'",
      why: "the coefficients of \(law.name) are \(law.coefficients.joined(separator: ", "))",
      fix: near.isEmpty || isVariable
        ? "name one of them" : "did you mean \(near.joined(separator: ", "))?")
  }

  private static func set<Value>(
    _ value: Value, for name: String, in values: inout [String: Value], option: String
  ) throws {
    guard values.updateValue(value, forKey: name) == nil else {
      throw refusal(
        option, "'\(name)' is named twice", why: "an option gives a coefficient one value",
        fix: "leave one of them out")
    }
  }

  private static func pair(
    _ text: String, option: String, example: String
  ) throws -> (name: String, value: String) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
      throw refusal(
        option, "expected NAME=VALUE, found '\(text)'", fix: "write it as in \(option) \(example)")
    }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }

  private static func refusal(
    _ option: String, _ what: Phrase, why: Phrase? = nil, fix: Phrase
  ) -> Diagnostic {
    Diagnostic(origin: Origin(option: option), what: what, why: why, fix: fix)
  }
}

extension CoefficientDomain {
  /// Whether a range lies in the domain, but for its ends.
  fileprivate func contains(inside range: ClosedRange<Double>) -> Bool {
    switch self {
    case .positive: range.lowerBound >= 0
    case .unitInterval: range.lowerBound >= 0 && range.upperBound <= 1
    case .real: true
    }
  }
}
