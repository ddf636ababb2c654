import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Files that are whole or absent, whatever instant the process or the machine ends at.
///
/// A file is written under a temporary name in its own folder, brought to the disk, and renamed. Its
/// writer holds a lock on it meanwhile, so that what a killed process left behind can be told from what
/// another process is writing, and removed.
enum AtomicFile {
  private static let prefix = ".part-"

  /// Writes `bytes` to `name` in `folder`, over what is there.
  ///
  /// - Throws: ``ResultsError`` where it cannot be written.
  static func write(_ bytes: [UInt8], to name: String, in folder: String) throws(ResultsError) {
    let path = "\(folder)/\(name)"
    // Between its making and its locking, a file may be taken for one left behind, and removed.
    for _ in 0..<16 where try attempt(bytes, path: path, folder: folder) { return }
    throw .cannotWrite(path, reason: "its temporary file is removed again and again")
  }

  private static func attempt(
    _ bytes: [UInt8], path: String, folder: String
  ) throws(ResultsError) -> Bool {
    let draft = "\(folder)/\(prefix)\(getpid())-\(UInt64.random(in: .min ... .max))"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    flock(file, LOCK_EX)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        writeSome(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        let error = failure(path)
        unlink(draft)
        throw error
      }
    }
    guard fsync(file) == 0 else {
      let error = failure(path)
      unlink(draft)
      throw error
    }
    guard rename(draft, path) == 0 else {
      if errno == ENOENT { return false }
      let error = failure(path)
      unlink(draft)
      throw error
    }
    // The name is on the disk only when the folder is.
    let directory = open(folder, O_RDONLY | O_CLOEXEC)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
    return true
  }

  /// Removes what killed processes left behind in `folder`.
  static func removeLeftovers(in folder: String) {
    for name in FileSystem.entries(inFolder: folder) where name.hasPrefix(prefix) {
      let file = open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { continue }
      if flock(file, LOCK_EX | LOCK_NB) == 0 { unlink("\(folder)/\(name)") }
      close(file)
    }
  }

  private static func failure(_ path: String) -> ResultsError {
    .cannotWrite(path, reason: String(cString: strerror(errno)))
  }
}

// Outside the type, where `write` is the system call.
private func writeSome(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, bytes, count)
}
