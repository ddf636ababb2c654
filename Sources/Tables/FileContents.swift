#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The bytes of a file: mapped where the file is a regular one, read whole where it is a pipe.
///
/// This file is the wall around a mapping: nothing outside it sees a pointer.
///
/// A mapped file must not be cut short by someone else while it is read; the kernel then ends the
/// process (SIGBUS), as with every program that maps files. Growing and replacing are harmless.
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
  /// Messages call the file `name`. Of what is no regular file at most ``memoryLimit`` bytes are taken.
  ///
  /// - Throws: ``InputError`` if it cannot be opened or read, is a directory, or goes on beyond the limit.
  init(path: String, name: String) throws {
    if path == "-" {
      storage = .array(try readToEnd(STDIN_FILENO, name: name))
      return
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemError("cannot open", errno, name: name) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw systemError("cannot look at", errno, name: name)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      throw InputError(
        location: SourceLocation(file: name), what: "is a directory, not a table",
        fix: "name a file in it")
    case S_IFREG where status.st_size > 0:
      let size = Int(status.st_size)
      guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
      else { throw systemError("cannot map", errno, name: name) }
      madvise(start, size, MADV_SEQUENTIAL)
      storage = .mapping(FileMapping(start: UnsafeRawPointer(start), count: size))
    default:
      storage = .array(try readToEnd(descriptor, name: name))
    }
  }

  /// Lends the bytes to `body`.
  func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    switch storage {
    case .array(let bytes):
      return try body(bytes.span)
    case .mapping(let mapping):
      return try withExtendedLifetime(mapping) { try body(mapping.bytes.span) }
    }
  }
}

/// A read-only mapping, undone when its last owner is gone.
///
/// Unchecked, because the compiler knows nothing of pages that nobody writes.
private final class FileMapping: @unchecked Sendable {
  let bytes: UnsafeBufferPointer<UInt8>

  init(start: UnsafeRawPointer, count: Int) {
    bytes = UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count)
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }
}

/// The most bytes that are kept of what cannot be mapped: a quarter of the memory that the process may
/// take, since an array that grows is there twice.
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
        throw InputError(
          location: SourceLocation(file: name), what: "more than \(memoryLimit) bytes, and no end",
          why:
            "what comes through a pipe or from a device is kept in memory, of which it may take a quarter",
          fix: "write it to a file, which takes none")
      }
      contents.append(contentsOf: chunk[..<count])
    } else if count == 0 {
      return contents
    } else if errno != EINTR {
      throw systemError("cannot read", errno, name: name)
    }
  }
}

private func systemError(_ what: String, _ code: Int32, name: String) -> InputError {
  InputError(file: name, action: what, code: code)
}
