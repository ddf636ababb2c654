import ArgumentParser
import Tables

/// A number of accelerators, as `512`, or with their name, as `512xh100-sxm`.
struct ChipsArgument {
  let count: Int
  /// `nil` for the accelerator of `--hardware`.
  let accelerator: String?

  init(_ argument: String) throws {
    let parts = argument.split(separator: "x", maxSplits: 1, omittingEmptySubsequences: false)
    guard let number = parts.first.flatMap(parseQuantity), number >= 1, number <= 1e12,
      number == number.rounded(), parts.count == 1 || !parts[1].isEmpty
    else {
      throw ValidationError("expected a whole number, or one with a name as in 512xh100-sxm")
    }
    count = Int(number)
    accelerator = parts.count > 1 ? String(parts[1]) : nil
  }

  /// Refuses `--hardware` beside accelerators that are named already.
  ///
  /// - Throws: `ValidationError`.
  func checkHardware() throws {
    guard accelerator != nil else { return }
    try OptionConflict.refuse(
      ["--hardware"], with: ["--chips"], because: "both name the accelerator")
  }
}
