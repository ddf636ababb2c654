#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// An open folder.
///
/// Operations apply to that folder, wherever its path leads in the meantime, and links in it are not
/// followed. Names are bytes: not all are UTF-8, and names that look the same can differ.
struct OpenFolder: ~Copyable {
  /// A name, or a path relative to the folder.
  typealias Name = [UInt8]

  let descriptor: Int32
  /// Its owner and mode.
  let status: stat

  /// The folder at `path`, which must not be a link; `nil` if it cannot be opened.
  init?(_ path: String) {
    self.init(descriptor: open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW))
  }

  /// The folder `name` in another one.
  init?(_ name: Name, in folder: borrowing OpenFolder) {
    let descriptor = folder.descriptor
    self.init(
      descriptor: Self.withCString(name) {
        openat(descriptor, $0, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      })
  }

  private init?(descriptor: Int32) {
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    self.status = status
  }

  deinit {
    close(descriptor)
  }

  /// Whether it belongs to the effective user.
  var isOwn: Bool { status.st_uid == geteuid() }

  /// Whether its lock could be acquired; it is held until the folder is closed.
  func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// The bytes of a regular file in it of at most `limit` bytes; `nil` if there is none.
  func contents(_ name: Name, limit: Int) -> [UInt8]? {
    readingFile(name) { file, size in
      guard size <= limit else { return nil }
      var bytes = [UInt8](repeating: 0, count: size)
      var count = 0
      while count < size {
        let added = bytes.withUnsafeMutableBytes {
          read(
            file, UnsafeMutableRawBufferPointer(rebasing: $0[count...]).baseAddress, size - count)
        }
        if added < 0, errno == EINTR { continue }
        guard added > 0 else { return nil }
        count += added
      }
      return bytes
    }
  }

  /// The SHA-256 of a regular file in it; `nil` if it cannot be read.
  func digest(_ name: Name) -> String? {
    readingFile(name) { file, _ in try? SHA256.hexadecimal(ofDescriptor: file, path: "") }
  }

  /// The result of `body` for a regular file in it, opened without blocking.
  private func readingFile<Value>(_ name: Name, _ body: (Int32, Int) -> Value?) -> Value? {
    let file = Self.withCString(name) {
      openat(descriptor, $0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    }
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return body(file, Int(status.st_size))
  }

  /// The names in it except `.` and `..`, sorted.
  func names() -> [Name] {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return [] }
    guard let directory = fdopendir(copy) else {
      close(copy)
      return []
    }
    defer { closedir(directory) }
    return Folder.names(in: directory).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Visits all non-folders below it.
  ///
  /// - Parameters:
  ///   - prefix: The prefix of the paths, with its slash.
  ///   - removesFolders: Whether to remove folders that are empty after the visit.
  ///   - body: Called with the path, the containing folder, and the name in it.
  func visit(
    _ prefix: Name = [], removesFolders: Bool = false,
    _ body: (_ path: Name, _ folder: borrowing OpenFolder, _ name: Name) -> Void
  ) {
    for name in names() {
      if let folder = OpenFolder(name, in: self) {
        folder.visit(
          prefix + name + [UInt8(ascii: "/")], removesFolders: removesFolders, body)
        if removesFolders { remove(name, isFolder: true) }
      } else if !isFolder(name) {
        body(prefix + name, self, name)
      }
    }
  }

  /// Removes a file, or an empty folder, in it.
  func remove(_ name: Name, isFolder: Bool = false) {
    _ = Self.withCString(name) { unlinkat(descriptor, $0, isFolder ? AT_REMOVEDIR : 0) }
  }

  private func isFolder(_ name: Name) -> Bool {
    var status = stat()
    return Self.withCString(name) { fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) } == 0
      && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func withCString<Value>(
    _ name: Name, _ body: (UnsafePointer<CChar>) -> Value
  ) -> Value {
    body(name.map { CChar(bitPattern: $0) } + [0])
  }
}
