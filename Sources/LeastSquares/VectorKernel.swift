internal import CKernels

/// The compiled variant of the vector kernels used by a fit.
///
/// The variants agree to rounding, not bit for bit, so the kernel is part of a result's
/// provenance.
public struct VectorKernel: @unchecked Sendable {
  // An immutable table of functions with static lifetime, hence safe to share.
  let table: vector_kernel

  /// The name of the instruction set: `sse2`, `avx2`, `avx512`, `neon` or `portable`.
  public var name: String { String(cString: table.name) }

  /// The kernels that this machine supports, narrowest vectors first.
  public static var available: [VectorKernel] {
    (0..<echelle_vector_kernel_count()).compactMap { index in
      echelle_vector_kernel_at(index).map { VectorKernel(table: $0.pointee) }
    }
  }

  /// The kernel with the widest vectors that this machine supports.
  public static var best: VectorKernel {
    guard let kernel = available.last else { preconditionFailure("there is a baseline kernel") }
    return kernel
  }

  /// The kernel called `name`; `nil` if it is unknown or unsupported on this machine.
  public static func named(_ name: String) -> VectorKernel? {
    available.first { $0.name == name }
  }

  /// exp of each value, within 2 ulp; special values as in C.
  public func exponentials(_ values: [Double]) -> [Double] {
    map(values, table.exponential)
  }

  /// log of each value, within 2 ulp; special values as in C.
  public func logarithms(_ values: [Double]) -> [Double] {
    map(values, table.logarithm)
  }

  private func map(
    _ values: [Double],
    _ function: @convention(c) (UnsafePointer<Double>?, UnsafeMutablePointer<Double>?, Int) -> Void
  ) -> [Double] {
    var result = Array(repeating: 0.0, count: values.count)
    function(values, &result, values.count)
    return result
  }
}
