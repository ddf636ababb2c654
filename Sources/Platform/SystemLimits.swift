internal import CPlatform
package import Diagnostics

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The limits set by `ulimit`, and whether they suffice to start.
///
/// The runtime ends the process, or hangs, if it cannot open a file or start a thread of its
/// own. This checks beforehand and reports the problem.
package enum SystemLimits {
  /// A missing resource.
  package struct Shortage: Diagnosed, Sendable {
    /// What fails, such as `cannot start a thread`.
    package var what: String
    /// The system's message, or the available amount.
    package var reason: String
    /// The remedy.
    package var fix: String

    /// What fails, why, and the remedy.
    package var diagnostic: Diagnostic {
      Diagnostic(what: "\(what)", why: "\(reason)", fix: "\(fix)", category: .system)
    }
  }

  /// The number of files open at once, by the runtime, child programs and the command.
  private static let fileCount = 16
  /// The stack of a thread, used mostly by parsers of nested text.
  private static let threadStack = 8 << 20

  /// Raises the limits as far as possible, and checks them.
  ///
  /// - Parameter threads: The number of threads needed at once.
  /// - Returns: The missing resource; `nil` if the limits suffice.
  package static func shortage(threads: Int) -> Shortage? {
    raise(files, to: 256)
    raise(stack, to: UInt64(threadStack))
    if let stack = limit(stack), stack.rlim_cur < rlim_t(threadStack) {
      _ = echelle_set_thread_stack(threadStack)
    }
    if let space = limit(space), space.rlim_cur < rlim_t(8 << 30) { echelle_share_heap() }
    return missingSpace() ?? missingFiles() ?? missingThreads(threads)
  }

  /// OpenBLAS allocates a buffer per thread, and retries forever if that fails.
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
        "the limit is \(space.rlim_cur >> 20) MiB, and OpenBLAS reserves \(buffer >> 20) MiB per thread",
      fix: "raise the limit (ulimit -v unlimited), or set OPENBLAS_NUM_THREADS=1")
  }

  private static func missingFiles() -> Shortage? {
    var files: [Int32] = []
    defer { for file in files { close(file) } }
    for _ in 0..<fileCount {
      let file = dup(STDERR_FILENO)
      guard file >= 0 else {
        let code = errno
        // Without standard error there is nowhere to report it.
        guard code == EMFILE || code == ENFILE else { return nil }
        return Shortage(
          what: "cannot open \(fileCount) files at once", reason: String(cString: strerror(code)),
          fix: "raise the limit (ulimit -n 256)")
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
      fix: "raise the limits (ulimit -u, ulimit -v)")
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
