import ArgumentParser

/// Bounds on quantities of a command line: far beyond any sensible value, and small enough that products
/// of several stay finite.
enum QuantityBounds {
  private static let allowed = 1e-60...1e60

  /// Refuses a positive number beyond the bounds.
  ///
  /// - Throws: `ValidationError`.
  static func check(_ value: Double, option: String? = nil) throws {
    guard !allowed.contains(value) else { return }
    throw ValidationError(
      (option.map { "\($0) is" } ?? "the number is")
        + " out of range: expected one between 1e-60 and 1e60")
  }
}
