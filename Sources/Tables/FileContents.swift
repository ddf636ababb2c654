import Diagnostics
import Platform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The bytes of a file, copied into memory, so later changes to the file have no effect.
///
/// A regular file larger than ``memoryLimit`` is mapped instead. If someone else truncates it while it is
/// read, the kernel raises SIGBUS, as for any mapped file; the command handles it.
///
/// This file encapsulates mapped memory: no pointer leaves it.
struct FileContents: Sendable {
  private enum Storage {
    case mapping(FileMapping)
    case array([UInt8])
  }

  private let storage: Storage

  /// Bytes that are already in memory.
  init(_ bytes: [UInt8]) {
    storage = .array(bytes)
  }

  /// The bytes at `path`, which may be a link; `-` is standard input.
  ///
  /// Errors name the file `name`. At most ``memoryLimit`` bytes are read from anything but a regular file.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - name: Its name in errors.
  ///   - mayGrow: Whether a regular file may grow while it is read, as a log does; only its initial
  ///     contents are read.
  /// - Throws: `Diagnostic` if it cannot be opened or read, is a directory, changes while it is read, or
  ///   exceeds the limit.
  init(path: String, name: String, mayGrow: Bool = false) throws {
    if path == "-" {
      storage = .array(try readToEnd(STDIN_FILENO, name: name))
      return
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemError("cannot open", errno, name: name) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw systemError("cannot read the status of", errno, name: name)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      throw Diagnostic(
        origin: Origin(file: name), what: "is a directory, not a table",
        fix: "name a file in it")
    case S_IFREG where status.st_size > memoryLimit:
      let size = Int(status.st_size)
      guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
      else { throw systemError("cannot map", errno, name: name) }
      madvise(start, size, MADV_SEQUENTIAL)
      storage = .mapping(FileMapping(start: UnsafeRawPointer(start), count: size))
    case S_IFREG where status.st_size > 0:
      storage = .mapping(
        try FileMapping(copying: descriptor, status: status, name: name, mayGrow: mayGrow))
    default:
      storage = .array(try readToEnd(descriptor, name: name))
    }
  }

  /// The first bytes of a regular file; `nil` for anything else.
  ///
  /// - Throws: `Diagnostic` if it cannot be read.
  static func head(path: String, count: Int) throws -> [UInt8]? {
    // Opening a pipe would block.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw systemError("cannot open", errno, name: path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let taken = bytes.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress?.advanced(by: filled), count - filled)
      }
      if taken > 0 {
        filled += taken
      } else if taken == 0 {
        break
      } else if errno != EINTR {
        throw systemError("cannot read", errno, name: path)
      }
    }
    return Array(bytes.prefix(filled))
  }

  /// Calls `body` with the bytes.
  func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    switch storage {
    case .array(let bytes):
      return try body(bytes.span)
    case .mapping(let mapping):
      return try withExtendedLifetime(mapping) { try body(mapping.bytes.span) }
    }
  }
}

/// Read-only mapped memory, unmapped with its last owner.
///
/// Unchecked, because the compiler cannot see that the pages are never written.
private final class FileMapping: @unchecked Sendable {
  let bytes: UnsafeBufferPointer<UInt8>

  init(start: UnsafeRawPointer, count: Int) {
    bytes = UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count)
  }

  /// Memory with the bytes of a regular file, where `status` is its state when opened.
  ///
  /// - Throws: `Diagnostic` if memory is exhausted, or the file changes while it is read.
  init(copying descriptor: Int32, status: stat, name: String, mayGrow: Bool) throws {
    let size = Int(status.st_size)
    let protection = PROT_READ | PROT_WRITE
    guard let start = mmap(nil, size, protection, MAP_PRIVATE | MAP_ANON, -1, 0),
      start != MAP_FAILED
    else { throw systemError("no memory for", errno, name: name) }
    bytes = UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: size)
    #if canImport(Glibc)
      if size >= 1 << 21 { madvise(start, size, MADV_HUGEPAGE) }
    #endif
    var count = 0
    while count < size {
      let taken = read(descriptor, start + count, min(size - count, 1 << 24))
      if taken > 0 {
        count += taken
      } else if taken == 0 {
        break
      } else if errno != EINTR {
        throw systemError("cannot read", errno, name: name)
      }
    }
    var now = stat()
    guard fstat(descriptor, &now) == 0 else {
      throw systemError("cannot read the status of", errno, name: name)
    }
    let isSame = now.st_size == status.st_size && modified(now) == modified(status)
    guard count == size, isSame || mayGrow && now.st_size > status.st_size else {
      throw changed(name)
    }
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }
}

/// A file's modification time, in seconds and nanoseconds.
private func modified(_ status: stat) -> [Int] {
  #if canImport(Darwin)
    [status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec]
  #else
    [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
  #endif
}

private func changed(_ name: String) -> Diagnostic {
  Diagnostic(
    origin: Origin(file: name), what: "the file changed while being read",
    why: "the bytes read are neither the old file nor the new one",
    fix: "retry when nothing is writing to it, or use a copy")
}

/// The maximum size of input that cannot be mapped: a quarter of the memory available to the process,
/// since a growing array exists twice.
package let memoryLimit: Int = {
  let machine = Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
  #if canImport(Darwin)
    let addressSpace = RLIMIT_AS
  #else
    let addressSpace = Int32(RLIMIT_AS.rawValue)
  #endif
  var allowed = rlimit()
  guard getrlimit(addressSpace, &allowed) == 0 else { return machine / 4 }
  return min(machine, Int(clamping: allowed.rlim_cur)) / 4
}()

private func readToEnd(_ descriptor: Int32, name: String) throws -> [UInt8] {
  var contents: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 18)
  while true {
    let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count > 0 {
      guard contents.count + count <= memoryLimit else {
        throw Diagnostic(
          origin: Origin(file: name), what: "more than \(memoryLimit) bytes without an end",
          why:
            "input from a pipe or device is held in memory and may fill a quarter of it",
          fix: "write it to a file, which is memory-mapped instead")
      }
      contents.append(contentsOf: chunk[..<count])
    } else if count == 0 {
      return contents
    } else if errno != EINTR {
      throw systemError("cannot read", errno, name: name)
    }
  }
}

private func systemError(_ what: String, _ code: Int32, name: String) -> Diagnostic {
  Diagnostic(file: name, action: what, code: code)
}
