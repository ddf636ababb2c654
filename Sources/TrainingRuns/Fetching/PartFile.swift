import Platform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The file into which another one is fetched, until it is whole and takes its place.
///
/// It is written by one process at a time, which holds a lock on it. It only ever grows, so that what a
/// killed process leaves behind is a beginning. It is no link: nothing outside its folder is written.
final class PartFile {
  /// Its path.
  let path: String
  private let descriptor: Int32
  /// How many bytes it has.
  private(set) var byteCount: Int

  /// Opens the file at `path`, which is made where it is absent, and waits until nobody else writes it.
  ///
  /// - Parameters:
  ///   - path: Its path; its folder exists.
  ///   - waiting: Called once, where another process writes it.
  /// - Throws: ``SystemError`` where it cannot be opened, `ELOOP` where it is a link; `CancellationError`.
  init(_ path: String, waiting: () -> Void = {}) async throws {
    var hasSaid = false
    while true {
      let file = open(
        path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o666)
      guard file >= 0 else { throw SystemError(path: path) }
      do {
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
          guard errno == EWOULDBLOCK || errno == EINTR else { throw SystemError(path: path) }
          if !hasSaid { waiting() }
          hasSaid = true
          try await Task.sleep(for: .milliseconds(50))
        }
        var (opened, named) = (stat(), stat())
        guard fstat(file, &opened) == 0 else { throw SystemError(path: path) }
        guard opened.st_mode & S_IFMT == S_IFREG, opened.st_nlink <= 1 else {
          throw SystemError(path: path, code: EEXIST)
        }
        // Whoever held the lock may have given the file its name, or removed it.
        if lstat(path, &named) == 0, named.st_ino == opened.st_ino, named.st_dev == opened.st_dev {
          self.path = path
          descriptor = file
          byteCount = Int(opened.st_size)
          return
        }
      } catch {
        close(file)
        throw error
      }
      close(file)
    }
  }

  deinit {
    close(descriptor)
  }

  /// Adds bytes at its end.
  ///
  /// - Throws: ``SystemError`` where they cannot be written.
  func append(_ bytes: [UInt8]) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count >= 0 {
        written += count
        byteCount += count
      } else if errno != EINTR {
        throw SystemError(path: path)
      }
    }
  }

  /// Forgets what has come.
  func discard() {
    if ftruncate(descriptor, 0) == 0 { byteCount = 0 }
  }

  /// Takes the file away.
  func remove() { unlink(path) }

  /// Brings the file to the disk and gives it its own name, over a file that is there.
  ///
  /// - Throws: ``SystemError`` where that cannot be done.
  func take(_ place: String) throws(SystemError) {
    guard fsync(descriptor) == 0 || errno == EINVAL, rename(path, place) == 0 else {
      throw SystemError(path: place)
    }
  }
}
