package import Diagnostics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A call of the system that failed.
package struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What it was about.
  package var path: String
  /// The number of the error, such as `ENOSPC`.
  package var code: Int32

  /// The error `code`; that of the last call unless another is given.
  package init(path: String, code: Int32 = errno) {
    self.path = path
    self.code = code
  }

  /// The system's words for it, such as `No space left on device`.
  package var reason: String { String(cString: strerror(code)) }

  /// The path and the reason.
  package var description: String { "\(path): \(reason)" }
}

extension SystemError: Diagnosed {
  /// That something cannot be written, and the system's reason.
  package var diagnostic: Diagnostic {
    Diagnostic(
      origin: Origin(file: path), what: "cannot be written: \(reason)",
      fix: "make room, or name another place", category: .system)
  }
}
