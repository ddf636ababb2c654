import Diagnostics
import Platform
import Tables

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// What the store asks of the file system.
package enum FileSystem {
  package enum Kind {
    case file
    case folder
    /// A pipe, a socket or a device, which may keep its reader waiting.
    case stream
  }

  /// What is at `path`, links followed; `nil` where there is nothing or it cannot be looked at.
  package static func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return kind(status)
  }

  private static func kind(_ status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: .folder
    case S_IFREG: .file
    default: .stream
    }
  }

  /// Refuses a path that cannot be looked at, and a folder that cannot be read, for reasons of the system:
  /// no permission, too many open files.
  ///
  /// - Throws: `Diagnostic`; not where there is nothing at `path`.
  package static func check(_ path: String) throws {
    var status = stat()
    var isReadable = stat(path, &status) == 0
    if isReadable, status.st_mode & S_IFMT == S_IFDIR {
      let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      isReadable = folder >= 0
      if isReadable { close(folder) }
    }
    guard !isReadable else { return }
    let error = Diagnostic(file: path, action: "cannot read", code: errno)
    if error.category == .system { throw error }
  }

  /// The size of a file in bytes; `nil` where there is none.
  static func size(ofFile path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return nil }
    return Int(status.st_size)
  }

  /// The names in a folder that do not begin with a dot, sorted by their bytes: names that look the same
  /// may be those of two files.
  package static func names(inFolder path: String) -> [String] {
    entries(inFolder: path).filter { !$0.hasPrefix(".") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// All names in a folder, `.` and `..` too, in the system's order; none where it cannot be read.
  package static func entries(inFolder path: String) -> [String] {
    guard let start = MemoryLayout<dirent>.offset(of: \.d_name), let directory = opendir(path)
    else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      // An entry ends with its name, not with the field of 256 bytes: to copy the field would read past
      // the memory of the last one.
      let name = UnsafeRawPointer(entry).advanced(by: start)
      names.append(String(cString: name.assumingMemoryBound(to: CChar.self)))
    }
    return names
  }

  /// The absolute path without links, `.` and `..`; `nil` where there is nothing at `path`.
  package static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether `path` is a link to what `folder` does not hold.
  package static func isLink(_ path: String, outOf folder: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return false }
    let inside = join(resolved(folder) ?? folder, "")
    return !join(resolved(path) ?? "", "").utf8.starts(with: inside.utf8)
  }

  /// `name` in `folder`.
  package static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The last component of `path`.
  package static func lastComponent(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The text of a file.
  ///
  /// - Throws: `Diagnostic` where it cannot be read or is not UTF-8.
  package static func text(ofFile path: String) throws -> String {
    guard let text = String(validating: try bytes(ofFile: path), as: UTF8.self) else {
      throw Diagnostic(
        origin: Origin(file: path), what: "the file is not UTF-8 text",
        fix: "save it as UTF-8")
    }
    return text
  }

  /// The bytes of a file.
  ///
  /// - Throws: `Diagnostic` where it cannot be read, or changes while it is read.
  package static func bytes(ofFile path: String) throws -> [UInt8] {
    // `-` is a name here, and not standard input.
    try Tables.bytes(ofFile: path == "-" ? "./-" : path, name: path)
  }
}
