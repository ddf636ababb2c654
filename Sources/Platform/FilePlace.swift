#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The state of a destination path.
package struct FilePlace {
  /// The path, as given.
  package let path: String
  /// The target after resolving links, which need not exist; links are followed, never replaced.
  package let target: String
  /// The kind of file at ``target``.
  package let kind: Kind
  /// The mode and owner of an existing file or folder.
  let status: stat

  package enum Kind: Sendable {
    case absent, file, folder
    /// A device, a pipe or a descriptor: written to, never replaced.
    case stream
  }

  /// Inspects `path`.
  ///
  /// - Throws: ``SystemError`` if links form a cycle.
  package init(_ path: String) throws(SystemError) {
    self.path = path
    var current = path
    var isDescriptor = false
    var found = stat()
    var links = 0
    while lstat(current, &found) == 0, found.st_mode & S_IFMT == S_IFLNK {
      // Links in /proc/self/fd and /dev/fd denote open descriptors, whatever their targets say.
      isDescriptor = current.hasPrefix("/proc/") || current.hasPrefix("/dev/fd/")
      links += 1
      guard !isDescriptor, let next = Self.destination(ofLink: current) else { break }
      guard links < 40 else { throw SystemError(path: path, code: ELOOP) }
      current = next.utf8.first == UInt8(ascii: "/") ? next : Self.folder(of: current) + "/" + next
    }
    target = isDescriptor ? path : current
    guard stat(target, &found) == 0 else {
      (kind, status) = (.absent, stat())
      return
    }
    status = found
    switch found.st_mode & S_IFMT {
    case _ where isDescriptor: kind = .stream
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    default: kind = .stream
    }
  }

  /// The folder of ``target``.
  package var folder: String { Self.folder(of: target) }

  /// Whether ``target`` and `path` are the same file or folder.
  package func isSame(as path: String) -> Bool {
    var other = stat()
    return kind != .absent && stat(path, &other) == 0 && other.st_dev == status.st_dev
      && other.st_ino == status.st_ino
  }

  /// The folder of `path`.
  static func folder(of path: String) -> String {
    // Compare bytes: as characters, a slash may combine with its neighbours.
    var name = Substring(path).utf8
    while name.count > 1, name.last == UInt8(ascii: "/") { name.removeLast() }
    guard let slash = name.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == name.startIndex ? "/" : String(Substring(name[..<slash]))
  }

  private static func destination(ofLink path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
