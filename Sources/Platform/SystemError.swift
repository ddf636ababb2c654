package import Diagnostics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A failed system call.
package struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The path involved.
  package var path: String
  /// The error number, such as `ENOSPC`.
  package var code: Int32

  /// The error `code`; by default that of the last call.
  package init(path: String, code: Int32 = errno) {
    self.path = path
    self.code = code
  }

  /// The system's message, such as `No space left on device`.
  package var reason: String { String(cString: strerror(code)) }

  /// The path and the reason.
  package var description: String { "\(path): \(reason)" }
}

extension SystemError: Diagnosed {
  /// The error that a path cannot be written, with the system's reason.
  package var diagnostic: Diagnostic {
    Diagnostic(
      origin: Origin(file: path), what: "cannot be written: \(reason)",
      fix: "free some space, or choose another location", category: .system)
  }
}
