internal import CPlatform
package import Diagnostics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// What `ulimit` leaves a process, and whether that is enough to begin with.
///
/// The runtime ends the process, or waits for ever, where it cannot open a file or start a thread of its
/// own. Here it is tried before, and said.
package enum SystemLimits {
  /// Something that the process has too little of.
  package struct Shortage: Diagnosed, Sendable {
    /// What cannot be done, such as `cannot start a thread`.
    package var what: String
    /// The system's words for it, or how much there is.
    package var reason: String
    /// What mends it.
    package var fix: String

    /// What cannot be done, why, and what mends it.
    package var diagnostic: Diagnostic {
      Diagnostic(what: "\(what)", why: "\(reason)", fix: "\(fix)", category: .system)
    }
  }

  /// The files that are open at once, by the runtime, the programs that are run and the command.
  private static let fileCount = 16
  /// The stack of a thread, of which parsers of nested text take the most.
  private static let threadStack = 8 << 20

  /// Makes the most of the limits, and looks whether that is enough.
  ///
  /// - Parameter threads: How many threads are needed at once.
  /// - Returns: What there is too little of; `nil` where there is enough.
  package static func shortage(threads: Int) -> Shortage? {
    raise(files, to: 256)
    raise(stack, to: UInt64(threadStack))
    if let stack = limit(stack), stack.rlim_cur < rlim_t(threadStack) {
      _ = echelle_set_thread_stack(threadStack)
    }
    if let space = limit(space), space.rlim_cur < rlim_t(8 << 30) { echelle_share_heap() }
    return missingSpace() ?? missingFiles() ?? missingThreads(threads)
  }

  /// OpenBLAS takes a buffer for each of its threads, and tries for ever where it gets none.
  private static func missingSpace() -> Shortage? {
    let buffer = 128 << 20
    let threads =
      getenv("OPENBLAS_NUM_THREADS").flatMap { Int(String(cString: $0)) }
      ?? sysconf(Int32(_SC_NPROCESSORS_ONLN))
    let needed = UInt64((max(threads, 1) + 1) * buffer)
    guard let space = limit(space), space.rlim_cur < rlim_t(needed) else { return nil }
    return Shortage(
      what: "cannot reserve \(needed >> 20) MiB of address space",
      reason:
        "the limit is \(space.rlim_cur >> 20) MiB, and OpenBLAS takes \(buffer >> 20) for each thread",
      fix: "raise the limit, as with ulimit -v unlimited, or set OPENBLAS_NUM_THREADS=1")
  }

  private static func missingFiles() -> Shortage? {
    var files: [Int32] = []
    defer { for file in files { close(file) } }
    for _ in 0..<fileCount {
      let file = dup(STDERR_FILENO)
      guard file >= 0 else {
        let code = errno
        // Without a standard error nobody would read it anyway.
        guard code == EMFILE || code == ENFILE else { return nil }
        return Shortage(
          what: "cannot open \(fileCount) files at once", reason: String(cString: strerror(code)),
          fix: "raise the limit, as with ulimit -n 256")
      }
      files.append(file)
    }
    return nil
  }

  private static func missingThreads(_ count: Int) -> Shortage? {
    let code = echelle_try_threads(Int32(clamping: count))
    guard code != 0 else { return nil }
    return Shortage(
      what: "cannot start \(count) threads", reason: String(cString: strerror(code)),
      fix: "raise the limits, as with ulimit -u or ulimit -v")
  }

  #if canImport(Darwin)
    private static let (files, stack, space) = (RLIMIT_NOFILE, RLIMIT_STACK, RLIMIT_AS)
  #else
    private static let (files, stack, space) = (
      Int32(RLIMIT_NOFILE.rawValue), Int32(RLIMIT_STACK.rawValue), Int32(RLIMIT_AS.rawValue)
    )
  #endif

  private static func limit(_ resource: Int32) -> rlimit? {
    var limit = rlimit()
    return getrlimit(resource, &limit) == 0 ? limit : nil
  }

  /// Raises a limit as far as the process may.
  private static func raise(_ resource: Int32, to wanted: UInt64) {
    guard var limit = limit(resource), limit.rlim_cur < rlim_t(wanted),
      limit.rlim_cur < limit.rlim_max
    else { return }
    limit.rlim_cur = min(rlim_t(wanted), limit.rlim_max)
    setrlimit(resource, &limit)
  }
}
