#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// What folders hold.
package enum Folder {
  /// The names in a folder but `.` and `..`, in the system's order; none where it cannot be read.
  package static func names(in path: String) -> [String] {
    (try? readableNames(in: path)).map { $0.names + $0.malformed } ?? []
  }

  /// The names in a folder but `.` and `..`, in the system's order.
  ///
  /// - Returns: The names, and those that are not UTF-8, in which what is no text is replaced: by these
  ///   nothing can be opened.
  /// - Throws: ``SystemError`` where the folder cannot be read.
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

  /// The names in an open folder but `.` and `..`, in the system's order.
  static func names(in directory: OpaquePointer) -> [[UInt8]] {
    guard let start = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    var names: [[UInt8]] = []
    while let entry = readdir(directory) {
      // An entry ends with its name, not with the field of 256 bytes: to copy the field would read past
      // the memory of the last one.
      let name = UnsafeRawPointer(entry).advanced(by: start).assumingMemoryBound(to: CChar.self)
      let bytes = UnsafeRawBufferPointer(start: name, count: strlen(name))
      if !bytes.elementsEqual(".".utf8), !bytes.elementsEqual("..".utf8) {
        names.append(Array(bytes))
      }
    }
    return names
  }

  /// Whether something temporary that has this prefix may be called so: by a process and a number.
  static func isTemporary(_ name: String, prefix: String) -> Bool {
    guard name.utf8.starts(with: prefix.utf8) else { return false }
    let numbers = name.utf8.dropFirst(prefix.utf8.count)
      .split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return numbers.count == 2
      && numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// Brings the names in a folder to the disk, and with `files` the bytes of those files.
  static func synchronize(_ path: String, files: [String] = []) {
    for name in files.map({ path + "/" + $0 }) + [path] {
      let file = open(name, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { continue }
      fsync(file)
      close(file)
    }
  }
}
