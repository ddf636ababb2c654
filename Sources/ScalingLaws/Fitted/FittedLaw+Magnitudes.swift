extension FittedLaw {
  /// Refuses a saved fit with impossible numbers that would break computations: `1e308`
  /// parameters, row 0, a largest run below the smallest.
  ///
  /// - Throws: `DecodingError` that names the key.
  public func checkMagnitudes() throws {
    for (symbol, value) in zip(law.coefficients, values) {
      // A bound is a valid value: an amplitude at its bound is 0.
      let domain = law.domains[symbol] ?? .real
      guard value.isFinite, domain == .real || value >= 0, domain != .unitInterval || value <= 1
      else {
        throw Self.outOfRange("coefficients.\(symbol).estimate", value)
      }
      if let bounds = law.bounds[symbol], !bounds.contains(value) {
        throw Self.outOfRange("coefficients.\(symbol).estimate", value)
      }
    }
    guard (1e-3...1e3).contains(dataset.flopPerParameterToken) else {
      throw Self.outOfRange("dataset.flopPerParameterToken", dataset.flopPerParameterToken)
    }
    if let runs {
      if let row = runs.row.first(where: { !(1...1_000_000_000_000).contains($0) }) {
        throw Self.outOfRange("runs.row", Double(row))
      }
      let powers = [
        ("parameterCount", runs.parameterCount), ("tokenCount", runs.tokenCount),
        ("compute", runs.compute),
      ]
      for (key, values) in powers {
        if let bad = values?.first(where: { !$0.isNaN && !Self.magnitudes.contains($0) }) {
          throw Self.outOfRange("runs.\(key)", bad)
        }
      }
      if let bad = runs.loss?.first(where: { abs($0) > Self.magnitudes.upperBound }) {
        throw Self.outOfRange("runs.loss", bad)
      }
    }
    let span = dataset.span
    for (key, extent, isPower) in [
      ("parameterCount", span.parameterCount, true), ("tokenCount", span.tokenCount, true),
      ("compute", span.compute, true), ("loss", span.loss, false),
    ] {
      guard let extent else { continue }
      for value in [extent.lower, extent.upper]
      where isPower ? !Self.magnitudes.contains(value) : abs(value) > Self.magnitudes.upperBound {
        throw Self.outOfRange("dataset.span.\(key)", value)
      }
      guard extent.lower <= extent.upper else {
        throw Self.outOfRange("dataset.span.\(key)", extent.upper)
      }
    }
  }

  /// Far beyond all sensible values, and small enough for products of several.
  private static let magnitudes = 1e-60...1e60

  private static func outOfRange(_ key: String, _ value: Double) -> DecodingError {
    DecodingError.dataCorrupted(
      DecodingError.Context(
        codingPath: key.split(separator: ".").map { Key(stringValue: String($0)) },
        debugDescription: "\(value) is out of range"))
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
