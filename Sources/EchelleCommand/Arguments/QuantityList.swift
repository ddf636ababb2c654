import ArgumentParser
import Tables

/// One or more positive quantities with commas between them: `7B`, `1e21,1e22`.
struct QuantityList {
  let values: [Double]

  init(_ argument: String) throws {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    values = try parts.map { part in
      guard let value = parseQuantity(part), value > 0, value.isFinite else {
        throw ValidationError("expected a positive number such as 7B, 1.4T or 1e24")
      }
      try QuantityBounds.check(value)
      return value
    }
  }
}
