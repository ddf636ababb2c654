import ArgumentParser
import Tables

/// One or more numbers of any sign with commas between them: `-1`, `0,0.5`.
struct NumberList {
  let values: [Double]

  init(_ argument: String) throws {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    values = try parts.map { part in
      guard let value = parseQuantity(part), value.isFinite else {
        throw ValidationError("expected a number such as 0.5, -1 or 1e24, found '\(part)'")
      }
      if value != 0 { try QuantityBounds.check(abs(value)) }
      return value
    }
  }
}
