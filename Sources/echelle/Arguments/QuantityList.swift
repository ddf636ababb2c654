import ArgumentParser
import Tables

/// One or more positive quantities with commas between them: `7B`, `1e21,1e22`.
struct QuantityList: ExpressibleByArgument {
  let values: [Double]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let values = parts.compactMap { parseQuantity($0) }
    guard values.count == parts.count, values.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      return nil
    }
    self.values = values
  }
}

/// Accelerators as `512xh100-sxm`.
struct ClusterArgument: ExpressibleByArgument {
  let count: Int
  let accelerator: String

  init?(argument: String) {
    guard let separator = argument.firstIndex(of: "x"),
      let count = Int(argument[..<separator]), count > 0
    else { return nil }
    let accelerator = String(argument[argument.index(after: separator)...])
    guard !accelerator.isEmpty else { return nil }
    self.count = count
    self.accelerator = accelerator
  }
}
