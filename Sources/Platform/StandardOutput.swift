internal import CPlatform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Standard output, with every failed write reported.
package enum StandardOutput {
  /// Its name in messages.
  package static let name = "<stdout>"

  /// Writes all of `text`.
  ///
  /// - Throws: ``SystemError`` if a part cannot be written; `EPIPE` if the reader is gone.
  package static func write(_ text: String) throws(SystemError) {
    try writeAll(Array(text.utf8), to: STDOUT_FILENO, path: name)
  }

  /// Flushes the buffer of `print`.
  ///
  /// - Throws: ``SystemError`` if printed text could not be written.
  package static func flush() throws(SystemError) {
    errno = 0
    guard echelle_flush_standard_output() == 0 else {
      throw SystemError(path: name, code: errno == 0 ? EIO : errno)
    }
  }

  /// Ensures that standard input, output and error are open.
  ///
  /// Otherwise a file opened later could take one of their descriptors. Writing to one that was closed
  /// fails, as it should.
  package static func reserveDescriptors() {
    for (descriptor, flags) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(descriptor, F_GETFD) == -1 { _ = open("/dev/null", flags) }
  }
}

/// Writes all of `bytes` to a descriptor.
///
/// - Throws: ``SystemError`` with `path` if a part cannot be written.
func writeAll(_ bytes: [UInt8], to file: Int32, path: String) throws(SystemError) {
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes {
      write(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
    }
    if count >= 0 {
      written += count
    } else if errno == EAGAIN {
      var wait = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
      poll(&wait, 1, -1)
    } else if errno != EINTR {
      throw SystemError(path: path)
    }
  }
}
