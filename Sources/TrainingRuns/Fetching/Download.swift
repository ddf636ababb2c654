#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Fetches a file with `curl`: https only, resumed where it was interrupted, and put in its place only
/// once it is whole and has the right checksum.
///
/// What has come so far is in `path.part`, from which the next attempt, or the next run, goes on.
/// Redirects are not followed.
public struct Download: Sendable {
  /// The programs it is done with.
  public var programs: Programs
  /// The most bytes that a file may have: 256 MiB unless another number is set.
  public var maximumSize = Self.defaultMaximumSize
  /// How often a transfer is tried that breaks off, or that the server is too busy for.
  public var attempts = 4
  /// How long to wait before the second attempt; twice as long before each further one.
  public var pause = Duration.seconds(1)
  /// Whether addresses of http on this very machine are allowed; for tests, which have no certificate.
  public var allowsLoopback = false

  /// The limit on a file's size that is set unless another is: 256 MiB.
  public static let defaultMaximumSize = 256 << 20

  /// Is told how many bytes there are so far.
  public typealias Progress = (_ bytes: Int) -> Void

  /// A download by these programs.
  public init(programs: Programs) {
    self.programs = programs
  }

  /// Fetches the file at `address` to `path`, over a file that is there.
  ///
  /// - Parameters:
  ///   - address: The file's address.
  ///   - path: Where it goes; its folder exists.
  ///   - sha256: What its SHA-256 has to be; `nil` takes what comes.
  ///   - progress: Told how far it is.
  /// - Throws: ``DownloadError``; `CancellationError` where the task is cancelled, what has come being
  ///   kept.
  public func fetch(
    _ address: String, to path: String, sha256: String?, progress: Progress = { _ in }
  ) async throws {
    let isLoopback = allowsLoopback && Self.isLoopback(address)
    guard address.hasPrefix("https://") || isLoopback else {
      throw DownloadError(address: address, cause: .notHTTPS)
    }
    guard let curl = programs.locate("curl") else {
      throw DownloadError(address: address, cause: .noCurl)
    }
    let transfer = Transfer(
      curl: curl, address: address, part: path + ".part", isLoopback: isLoopback,
      maximumSize: maximumSize, programs: programs)
    let wasResumed = transfer.bytes > 0
    try await complete(transfer, progress: progress)
    if let sha256 {
      var found = try await programs.sha256(ofFile: transfer.part)
      if found != sha256, wasResumed {
        // What was kept may have been part of another version.
        transfer.discard()
        try await complete(transfer, progress: progress)
        found = try await programs.sha256(ofFile: transfer.part)
      }
      guard found == sha256 else {
        transfer.discard()
        throw DownloadError(
          address: address, cause: .wrongChecksum(expected: sha256, found: found))
      }
    }
    guard rename(transfer.part, path) == 0 else {
      throw DownloadError(
        address: address, cause: .notWritten("\(path): \(String(cString: strerror(errno)))"))
    }
  }

  /// Attempts the transfer until it is complete.
  private func complete(_ transfer: Transfer, progress: Progress) async throws {
    var wait = pause
    for attempt in 1... {
      switch try await transfer.attempt(progress: progress) {
      case .complete:
        return
      case .failed(let cause):
        throw DownloadError(address: transfer.address, cause: cause)
      case .startAgain where attempt < attempts:
        transfer.discard()
      case .brokeOff where attempt < attempts:
        try await Task.sleep(for: wait)
        wait *= 2
      case .startAgain(let message), .brokeOff(let message):
        throw DownloadError(
          address: transfer.address, cause: .unreachable(message, bytesKept: transfer.bytes))
      }
    }
  }

  /// Whether `address` is one of http on this machine.
  private static func isLoopback(_ address: String) -> Bool {
    guard address.hasPrefix("http://") else { return false }
    let authority = address.dropFirst("http://".count).prefix { $0 != "/" }
    let host = authority.prefix { $0 != ":" }
    return !authority.contains("@") && ["127.0.0.1", "localhost"].contains(host)
  }
}
