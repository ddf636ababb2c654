package import Diagnostics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension Diagnostic {
  /// The error that a file cannot be read because of the system's error `code`.
  ///
  /// What is not there, or is named wrongly, is no fault of the system.
  package init(file: String, action: String, code: Int32) {
    let isFaultOfName = [ENOENT, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG].contains(code)
    self.init(
      origin: Origin(file: file), what: "\(action) the file: \(String(cString: strerror(code)))",
      category: isFaultOfName ? .data : .system)
  }

  /// The error that the JSON of a file has a key twice, or is larger than anything meant.
  package init(_ fault: JSONKeys.Fault, path: String, line: Int? = nil) {
    self.init(
      origin: Origin(file: path, line: line ?? fault.line), what: Phrase(fault.what),
      why: "readers differ in which of two values they take, and in how much they can hold",
      fix: "correct the line")
  }
}
