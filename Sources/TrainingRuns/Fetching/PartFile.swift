import Platform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A partial download, until it is complete and moved into place.
///
/// One process at a time writes it, holding a lock. It only grows, so a
/// killed process leaves a valid prefix. It is not a link: nothing outside its folder is written.
final class PartFile {
  /// Its path.
  let path: String
  private let descriptor: Int32
  /// Its size in bytes.
  private(set) var byteCount: Int

  /// Opens or creates the file at `path`, and waits until no other process writes it.
  ///
  /// - Parameters:
  ///   - path: Its path, in an existing folder.
  ///   - waiting: Called once if another process is writing it.
  /// - Throws: ``SystemError`` if it cannot be opened, `ELOOP` if it is a link; `CancellationError`.
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
        // The previous lock holder may have renamed or removed the file.
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

  /// Appends bytes.
  ///
  /// - Throws: ``SystemError`` if they cannot be written.
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

  /// Discards the contents.
  func discard() {
    if ftruncate(descriptor, 0) == 0 { byteCount = 0 }
  }

  /// Removes the file.
  func remove() { unlink(path) }

  /// Syncs the file to disk and moves it into place, replacing an existing file.
  ///
  /// - Throws: ``SystemError`` on failure.
  func take(_ place: String) throws(SystemError) {
    guard fsync(descriptor) == 0 || errno == EINVAL, rename(path, place) == 0 else {
      throw SystemError(path: place)
    }
  }
}
