import Diagnostics
import Platform
import Tables

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The file-system operations of the store.
package enum FileSystem {
  package enum Kind {
    case file
    case folder
    /// A pipe, a socket or a device, which may block.
    case stream
  }

  /// The kind of entry at `path`, following links; `nil` if there is none or it is inaccessible.
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

  /// Refuses a path or a folder that is inaccessible for system reasons:
  /// no permission, too many open files.
  ///
  /// - Throws: `Diagnostic`, except if there is nothing at `path`.
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

  /// The size of a file in bytes; `nil` if there is none.
  static func size(ofFile path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return nil }
    return Int(status.st_size)
  }

  /// The names in a folder that do not begin with a dot, sorted by bytes: names that look the same
  /// can belong to two files.
  package static func names(inFolder path: String) -> [String] {
    entries(inFolder: path).filter { !$0.hasPrefix(".") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// All names in a folder, including `.` and `..`, in the system's order; none if it cannot be read.
  package static func entries(inFolder path: String) -> [String] {
    guard let start = MemoryLayout<dirent>.offset(of: \.d_name), let directory = opendir(path)
    else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      // An entry ends after its name, not after the 256-byte field: copying the field could read past
      // the end of the buffer.
      let name = UnsafeRawPointer(entry).advanced(by: start)
      names.append(String(cString: name.assumingMemoryBound(to: CChar.self)))
    }
    return names
  }

  /// The absolute path without links, `.` and `..`; `nil` if there is nothing at `path`.
  package static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether `path` is a link out of `folder`.
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
  /// - Throws: `Diagnostic` if it cannot be read or is not UTF-8.
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
  /// - Throws: `Diagnostic` if it cannot be read, or changes while being read.
  package static func bytes(ofFile path: String) throws -> [UInt8] {
    // `-` is a file name here, not standard input.
    try Tables.bytes(ofFile: path == "-" ? "./-" : path, name: path)
  }
}
