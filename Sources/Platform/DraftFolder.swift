#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A temporary folder that exists only while its creator lives.
///
/// Its creator holds a lock on it. A leftover of a killed process has no lock, and is removed when the
/// next draft is created next to it.
package struct DraftFolder: Sendable {
  private static let prefix = ".echelle-draft-"

  /// Where it is.
  package let path: String
  private let descriptor: Int32

  /// Creates a draft in `parent`, which needs a call of ``remove()``.
  ///
  /// - Parameters:
  ///   - parent: The parent folder.
  ///   - mode: Its permissions, subject to the umask.
  /// - Throws: ``SystemError`` if it cannot be created.
  package init(in parent: String, mode: UInt16 = 0o777) throws(SystemError) {
    Self.removeLeftovers(in: parent)
    // Before it is locked, it can be mistaken for a leftover and removed.
    for _ in 0..<16 {
      let path = "\(parent)/\(Self.prefix)\(getpid())-\(UInt64.random(in: .min ... .max))"
      guard mkdir(path, mode_t(mode)) == 0 else { throw SystemError(path: path) }
      let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else {
        let error = SystemError(path: path)
        guard error.code != ENOENT else { continue }
        rmdir(path)
        throw error
      }
      flock(descriptor, LOCK_EX)
      if access(path, F_OK) == 0 {
        self.path = path
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
    throw SystemError(path: parent, code: ENOENT)
  }

  /// Removes the folder at its path, and releases the lock.
  ///
  /// - Returns: Whether it is gone.
  @discardableResult
  package func remove() -> Bool {
    if let folder = OpenFolder(path) { FolderManifest.empty(folder) }
    let isGone = rmdir(path) == 0 || errno == ENOENT
    close(descriptor)
    return isGone
  }

  /// Removes the drafts in `parent` whose creators have ended, if they belong to this user.
  ///
  /// Temporary folders are shared, and a folder may come from someone else.
  package static func removeLeftovers(in parent: String) {
    for name in Folder.names(in: parent) where Folder.isTemporary(name, prefix: prefix) {
      let path = "\(parent)/\(name)"
      guard let folder = OpenFolder(path), folder.isOwn, folder.lock() else { continue }
      FolderManifest.empty(folder)
      rmdir(path)
    }
  }
}
