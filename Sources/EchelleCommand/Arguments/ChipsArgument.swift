import ArgumentParser

/// Accelerators as `512xh100-sxm`.
struct ClusterArgument {
  let count: Int
  let accelerator: String

  init(_ argument: String) throws {
    guard let separator = argument.firstIndex(of: "x"),
      let count = Int(argument[..<separator]), count > 0
    else {
      throw ValidationError("expected how many, an x and the accelerator, as in 512xh100-sxm")
    }
    self.count = count
    accelerator = String(argument[argument.index(after: separator)...])
  }
}
