#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The contents of folders.
package enum Folder {
  /// The names in a folder except `.` and `..`, in the system's order; none if it cannot be read.
  package static func names(in path: String) -> [String] {
    (try? readableNames(in: path)).map { $0.names + $0.malformed } ?? []
  }

  /// The names in a folder except `.` and `..`, in the system's order.
  ///
  /// - Returns: The names, and the repaired forms of names that are not UTF-8, which
  ///   cannot be opened.
  /// - Throws: ``SystemError`` if the folder cannot be read.
  package static func readableNames(
    in path: String
  ) throws(SystemError) -> (names: [String], malformed: [String]) {
    guard let directory = opendir(path) else { throw SystemError(path: path) }
    defer { closedir(directory) }
    var (readable, malformed): ([String], [String]) = ([], [])
    for bytes in names(in: directory) {
      if let name = String(validating: bytes, as: UTF8.self) {
        readable.append(name)
      } else {
        malformed.append(String(decoding: bytes, as: UTF8.self))
      }
    }
    return (readable, malformed)
  }

  /// The names in an open folder except `.` and `..`, in the system's order.
  static func names(in directory: OpaquePointer) -> [[UInt8]] {
    guard let start = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    var names: [[UInt8]] = []
    while let entry = readdir(directory) {
      // An entry ends after its name, not after the 256-byte field: copying the field could read past
      // the end of the buffer.
      let name = UnsafeRawPointer(entry).advanced(by: start).assumingMemoryBound(to: CChar.self)
      let bytes = UnsafeRawBufferPointer(start: name, count: strlen(name))
      if !bytes.elementsEqual(".".utf8), !bytes.elementsEqual("..".utf8) {
        names.append(Array(bytes))
      }
    }
    return names
  }

  /// Whether a name matches the pattern of temporary files with this prefix: a process and a number.
  static func isTemporary(_ name: String, prefix: String) -> Bool {
    guard name.utf8.starts(with: prefix.utf8) else { return false }
    let numbers = name.utf8.dropFirst(prefix.utf8.count)
      .split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return numbers.count == 2
      && numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// Syncs a folder to disk, and with `files` also those files.
  static func synchronize(_ path: String, files: [String] = []) {
    for name in files.map({ path + "/" + $0 }) + [path] {
      let file = open(name, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { continue }
      fsync(file)
      close(file)
    }
  }
}
