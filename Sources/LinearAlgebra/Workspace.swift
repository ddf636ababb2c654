import CLAPACK

/// Calls a LAPACK routine twice, as its convention is: once with the size −1, for which it writes the
/// size it wants into the first element of the workspace, and once with a workspace of that size.
func withWorkspace(_ routine: (UnsafeMutablePointer<Double>, UnsafePointer<Int32>) -> Void) {
  var wanted = 0.0
  var size = Int32(-1)
  routine(&wanted, &size)
  size = max(1, Int32(wanted))
  var work = Array(repeating: 0.0, count: Int(size))
  routine(&work, &size)
}

/// Keeps OpenBLAS on the calling thread, from the first call on: Echelle divides its work among threads
/// itself, and the matrices here are small.
func useOneBLASThread() { _ = oneBLASThread }

private let oneBLASThread: Void = {
  #if !canImport(Darwin)
    openblas_use_calling_thread()
  #endif
}()

/// The BLAS and LAPACK library that is loaded, as it describes itself.
public func linearAlgebraLibrary() -> String { libraryDescription }

/// Asked for once: OpenBLAS writes its description anew into the same memory at each call, which threads
/// that ask at once would see torn.
private let libraryDescription: String = {
  #if canImport(Darwin)
    return "Accelerate"
  #else
    guard let description = openblas_get_config() else { return "OpenBLAS" }
    return String(cString: description).split(separator: " ").joined(separator: " ")
  #endif
}()
