package import Diagnostics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension Diagnostic {
  /// The error that a file cannot be read, for the system error `code`.
  ///
  /// A missing or misnamed file is not a system error.
  package init(file: String, action: String, code: Int32) {
    let isFaultOfName = [ENOENT, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG].contains(code)
    self.init(
      origin: Origin(file: file), what: "\(action) the file: \(String(cString: strerror(code)))",
      category: isFaultOfName ? .data : .system)
  }

  /// The error that the JSON of a file has duplicate keys, or is unreasonably large.
  package init(_ fault: JSONKeys.Fault, path: String, line: Int? = nil) {
    self.init(
      origin: Origin(file: path, line: line ?? fault.line), what: Phrase(fault.what),
      why: "JSON readers disagree on duplicate keys and on their limits",
      fix: "correct the line")
  }
}
