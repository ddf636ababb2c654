internal import CPlatform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Files that are complete or absent, even if the process or the machine stops at any instant.
///
/// A file is written without a name, or under a temporary name in its own folder if the system does not support
/// unnamed files; it is synced to disk, and then moved into place. A temporary file is locked
/// while its writer lives, so that leftovers of a killed process can be distinguished from files that another
/// process is writing, and removed.
///
/// Symbolic links are followed. A replaced file keeps its mode and, if the process may set it,
/// its owner; a new one has the mode that the umask allows. Other hard links to a replaced file keep the
/// old contents. Devices and pipes are written to directly.
package enum AtomicFile {
  private static let prefix = ".echelle-part-"

  /// Writes `bytes` to `path`.
  ///
  /// - Parameters:
  ///   - bytes: The whole contents.
  ///   - path: The destination.
  ///   - replaces: Whether an existing file is replaced. Otherwise, of several processes that write
  ///     to one path exactly one succeeds.
  /// - Throws: ``SystemError``: `EEXIST` if there is a file that may not be replaced, `EISDIR`
  ///   if there is a folder.
  package static func write(
    _ bytes: [UInt8], to path: String, replacing replaces: Bool
  ) throws(SystemError) {
    let place = try FilePlace(path)
    switch place.kind {
    case .folder: throw SystemError(path: path, code: EISDIR)
    case .stream: return try writeThrough(bytes, to: place)
    case .file where !replaces: throw SystemError(path: path, code: EEXIST)
    case .file, .absent: break
    }
    if try writeUnnamed(bytes, to: place, replaces: replaces) { return }
    // Between creation and locking, a file can be mistaken for a leftover and removed.
    for _ in 0..<16 where try writeNamed(bytes, to: place, replaces: replaces) { return }
    throw SystemError(path: path, code: ENOENT)
  }

  /// Removes leftovers of this user's killed processes from `folder`.
  package static func removeLeftovers(in folder: String) {
    for name in Folder.names(in: folder) where Folder.isTemporary(name, prefix: prefix) {
      // A pipe of this name is not waited for.
      let file = open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard file >= 0 else { continue }
      defer { close(file) }
      var status = stat()
      guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_uid == geteuid(), flock(file, LOCK_EX | LOCK_NB) == 0
      else { continue }
      unlink("\(folder)/\(name)")
    }
  }

  private static func writeThrough(
    _ bytes: [UInt8], to place: FilePlace
  ) throws(SystemError) {
    guard place.status.st_mode & S_IFMT != S_IFBLK else {
      throw SystemError(path: place.path, code: EPERM)
    }
    let file = open(place.target, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else { throw SystemError(path: place.path) }
    defer { close(file) }
    try writeAll(bytes, to: file, path: place.path)
  }

  /// Writes a file that has no name until it is complete.
  ///
  /// - Returns: Whether the file system supports such files.
  private static func writeUnnamed(
    _ bytes: [UInt8], to place: FilePlace, replaces: Bool
  ) throws(SystemError) -> Bool {
    let file = echelle_open_unnamed(place.folder, place.kind == .file ? 0o600 : 0o666)
    guard file >= 0 else { return false }
    defer { close(file) }
    try fill(file, bytes, place)
    guard !replaces else {
      // A link cannot replace a file, so a temporary name exists for an instant.
      let draft = draft(in: place.folder)
      flock(file, LOCK_EX)
      guard echelle_give_name(file, draft) == 0 else { return false }
      _ = try take(place, draft: draft, replaces: true)
      return true
    }
    if echelle_give_name(file, place.target) == 0 {
      Folder.synchronize(place.folder)
      return true
    }
    if errno == EEXIST { throw SystemError(path: place.path) }
    return false
  }

  /// Writes a file under a temporary name, and renames it.
  ///
  /// - Returns: Whether the file still existed when it was renamed.
  private static func writeNamed(
    _ bytes: [UInt8], to place: FilePlace, replaces: Bool
  ) throws(SystemError) -> Bool {
    let draft = draft(in: place.folder)
    let file = open(
      draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, place.kind == .file ? 0o600 : 0o666)
    guard file >= 0 else { throw SystemError(path: place.path) }
    defer { close(file) }
    flock(file, LOCK_EX)
    do {
      try fill(file, bytes, place)
    } catch {
      unlink(draft)
      throw error
    }
    return try take(place, draft: draft, replaces: replaces)
  }

  private static func fill(
    _ file: Int32, _ bytes: [UInt8], _ place: FilePlace
  ) throws(SystemError) {
    try writeAll(bytes, to: file, path: place.path)
    if place.kind == .file {
      // The owner stays if the process may not change it; a change of owner clears mode bits.
      _ = fchown(file, place.status.st_uid, place.status.st_gid)
      guard fchmod(file, place.status.st_mode & 0o7777) == 0 else {
        throw SystemError(path: place.path)
      }
    }
    guard fsync(file) == 0 || errno == EINVAL else { throw SystemError(path: place.path) }
  }

  /// Moves `draft` into place.
  ///
  /// - Returns: Whether `draft` still existed.
  private static func take(
    _ place: FilePlace, draft: String, replaces: Bool
  ) throws(SystemError) -> Bool {
    var result = replaces ? rename(draft, place.target) : echelle_rename_to_new(draft, place.target)
    if result != 0, !replaces, errno != EEXIST, errno != ENOENT {
      // Without such a rename, use a hard link, which fails if the name exists.
      result = link(draft, place.target)
      if result == 0 { unlink(draft) }
    }
    guard result == 0 else {
      let error = SystemError(path: place.path)
      if error.code == ENOENT, access(draft, F_OK) != 0 { return false }
      unlink(draft)
      throw error
    }
    Folder.synchronize(place.folder)
    return true
  }

  private static func draft(in folder: String) -> String {
    "\(folder)/\(prefix)\(getpid())-\(UInt64.random(in: .min ... .max))"
  }
}
