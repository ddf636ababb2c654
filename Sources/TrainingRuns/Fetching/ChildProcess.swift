#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A child process, with its output in pipes.
///
/// It shares the process group, so that Ctrl-C in a terminal ends both, and has no blocked signals,
/// whichever thread started it. Foundation's `Process` does neither, and misses the end of a
/// program while another, started later, still runs.
struct ChildProcess: ~Copyable {
  private let identifier: pid_t
  private let output: Int32
  private let errors: Int32

  /// Starts the program at `path`.
  ///
  /// - Parameters:
  ///   - path: The path of the program.
  ///   - arguments: Its arguments, without its name.
  ///   - input: The file for standard input.
  /// - Throws: ``StartError`` with the system's error number.
  init(_ path: String, _ arguments: [String], input: String) throws(StartError) {
    let (output, errors) = (try Self.pipe(), try Self.pipe())
    defer {
      close(output.write)
      close(errors.write)
    }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.write, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors.write, STDERR_FILENO)
    var (none, defaults) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&defaults)
    for signal in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var identifier = pid_t()
    let code = posix_spawn(&identifier, path, &actions, &attributes, &words, environ)
    guard code == 0 else {
      close(output.read)
      close(errors.read)
      throw StartError(code: code)
    }
    self.identifier = identifier
    self.output = output.read
    self.errors = errors.read
  }

  deinit {
    close(output)
    close(errors)
  }

  /// Why a program could not be started.
  struct StartError: Error, CustomStringConvertible {
    let code: Int32
    var description: String { String(cString: strerror(code)) }
  }

  /// The exit status of the program, 128 plus the signal number if a signal ended it;
  /// `nil` while it runs.
  ///
  /// It may be read only once.
  func endStatus() -> Int32? {
    var status: Int32 = 0
    let found = waitpid(identifier, &status, WNOHANG)
    if found == 0 || (found < 0 && errno == EINTR) { return nil }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Kills the program.
  func end() {
    kill(identifier, SIGKILL)
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
  }

  /// The unread output so far on standard output and standard error.
  func written() -> (output: String, errors: String) {
    (Self.text(from: output), Self.text(from: errors))
  }

  /// The unread output so far on standard output, or a part of it.
  func received() -> [UInt8] {
    Self.bytes(from: output, most: 1 << 20)
  }

  /// The available bytes of a pipe, without blocking.
  private static func text(from descriptor: Int32) -> String {
    String(decoding: bytes(from: descriptor, most: .max), as: UTF8.self)
  }

  private static func bytes(from descriptor: Int32, most: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < most, case let count = read(descriptor, &chunk, chunk.count), count > 0 {
      bytes += chunk[..<count]
    }
    return bytes
  }

  /// A non-blocking pipe that other programs do not inherit.
  private static func pipe() throws(StartError) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    #if canImport(Darwin)
      let result = Darwin.pipe(&ends)
    #else
      let result = Glibc.pipe(&ends)
    #endif
    guard result == 0 else { throw StartError(code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }
}
