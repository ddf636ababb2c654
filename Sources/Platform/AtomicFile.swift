internal import CPlatform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Files that are whole or absent, whatever instant the process or the machine ends at.
///
/// A file is written without a name, or under a temporary one in its own folder where the system has no
/// files without names; it is brought to the disk, and then takes its place. A temporary name is locked
/// while its writer lives, so that what a killed process left behind can be distinguished from what another
/// process is writing, and removed.
///
/// Links are written through. A file that is replaced keeps its mode and, where the process may set it,
/// its owner; a new one has the mode that the umask allows. Other hard links to a replaced file keep the
/// old contents. Devices and pipes are written to as they are.
package enum AtomicFile {
  private static let prefix = ".echelle-part-"

  /// Writes `bytes` to `path`.
  ///
  /// - Parameters:
  ///   - bytes: All of the file.
  ///   - path: Where it goes.
  ///   - replaces: Whether a file that is there is replaced. Otherwise, of several processes that write
  ///     to one path exactly one succeeds.
  /// - Throws: ``SystemError``: `EEXIST` where there is a file and it is not to be replaced, `EISDIR`
  ///   where there is a folder.
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
    // Between its making and its locking, a file may be taken for one left behind, and removed.
    for _ in 0..<16 where try writeNamed(bytes, to: place, replaces: replaces) { return }
    throw SystemError(path: path, code: ENOENT)
  }

  /// Removes what killed processes of this user left behind in `folder`.
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

  /// Writes a file that has no name before it is whole.
  ///
  /// - Returns: Whether the file system has such files.
  private static func writeUnnamed(
    _ bytes: [UInt8], to place: FilePlace, replaces: Bool
  ) throws(SystemError) -> Bool {
    let file = echelle_open_unnamed(place.folder, place.kind == .file ? 0o600 : 0o666)
    guard file >= 0 else { return false }
    defer { close(file) }
    try fill(file, bytes, place)
    guard !replaces else {
      // A name cannot be given over a file: for an instant there is a temporary one.
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

  /// Writes a file under a temporary name, and gives it its own.
  ///
  /// - Returns: Whether the file was there until it took its place.
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
      // Who may not give a file away keeps it; a change of owner clears bits of the mode.
      _ = fchown(file, place.status.st_uid, place.status.st_gid)
      guard fchmod(file, place.status.st_mode & 0o7777) == 0 else {
        throw SystemError(path: place.path)
      }
    }
    guard fsync(file) == 0 || errno == EINVAL else { throw SystemError(path: place.path) }
  }

  /// Puts `draft` in its place.
  ///
  /// - Returns: Whether `draft` was still there.
  private static func take(
    _ place: FilePlace, draft: String, replaces: Bool
  ) throws(SystemError) -> Bool {
    var result = replaces ? rename(draft, place.target) : echelle_rename_to_new(draft, place.target)
    if result != 0, !replaces, errno != EEXIST, errno != ENOENT {
      // Without such a rename, a hard link is new or fails.
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
