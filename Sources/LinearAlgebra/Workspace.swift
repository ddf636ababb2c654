import CLAPACK

/// Calls a LAPACK routine twice, by its convention: once with size −1, which writes the
/// required size into the first element of the workspace, and once with a workspace of that size.
func withWorkspace(_ routine: (UnsafeMutablePointer<Double>, UnsafePointer<Int32>) -> Void) {
  var wanted = 0.0
  var size = Int32(-1)
  routine(&wanted, &size)
  size = max(1, Int32(wanted))
  var work = Array(repeating: 0.0, count: Int(size))
  routine(&work, &size)
}

/// Keeps OpenBLAS single-threaded, from the first call on: Echelle parallelises its own work,
/// and the matrices here are small.
func useOneBLASThread() { _ = oneBLASThread }

private let oneBLASThread: Void = {
  #if !canImport(Darwin)
    openblas_use_calling_thread()
  #endif
}()

/// The loaded BLAS and LAPACK library's description of itself.
public func linearAlgebraLibrary() -> String { libraryDescription }

/// Read once: OpenBLAS rewrites its description into the same memory at each call, so concurrent
/// readers could see torn text.
private let libraryDescription: String = {
  #if canImport(Darwin)
    return "Accelerate"
  #else
    guard let description = openblas_get_config() else { return "OpenBLAS" }
    return String(cString: description).split(separator: " ").joined(separator: " ")
  #endif
}()
