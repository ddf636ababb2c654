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
    guard let start = MemoryLayout<dirent>.offset(of: \.d_name), let directory = opendir(path)
    else { throw SystemError(path: path) }
    defer { closedir(directory) }
    var (names, malformed): ([String], [String]) = ([], [])
    while let entry = readdir(directory) {
      // An entry ends with its name, not with the field of 256 bytes: to copy the field would read past
      // the memory of the last one.
      let bytes = UnsafeRawPointer(entry).advanced(by: start)
        .assumingMemoryBound(to: CChar.self)
      guard let name = String(validatingCString: bytes) else {
        malformed.append(String(cString: bytes))
        continue
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return (names, malformed)
  }

  /// The paths below a folder, relative to it, of all that is no folder; links are not followed.
  package static func files(below path: String) -> [String] {
    contents(of: path).files
  }

  /// What is below a folder: files, and folders after those in them.
  static func contents(of path: String) -> (files: [String], folders: [String]) {
    var (files, folders): ([String], [String]) = ([], [])
    func visit(_ prefix: String) {
      for name in names(in: path + "/" + prefix) {
        let inner = prefix.isEmpty ? name : prefix + "/" + name
        var status = stat()
        if lstat(path + "/" + inner, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
          visit(inner)
          folders.append(inner)
        } else {
          files.append(inner)
        }
      }
    }
    visit("")
    return (files, folders)
  }

  /// Removes a folder with all that is in it; links are not followed.
  package static func remove(_ path: String) {
    let (files, folders) = contents(of: path)
    for file in files { unlink(path + "/" + file) }
    for folder in folders { rmdir(path + "/" + folder) }
    rmdir(path)
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
