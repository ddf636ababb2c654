import Platform

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
  ///   - sha256: What its SHA-256 has to be; `nil` takes what comes, and does not go on from what an earlier
  ///     run has left, which may be of another version.
  ///   - waiting: Called where another process fetches the same file, which is waited for.
  ///   - isThere: Asked once nobody else fetches it: whether it is there by now, and need not be fetched.
  ///   - progress: Told how far it is.
  /// - Returns: Whether it was fetched.
  /// - Throws: ``DownloadError``; `CancellationError` where the task is cancelled, what has come being
  ///   kept.
  @discardableResult
  public func fetch(
    _ address: String, to path: String, sha256: String?, waiting: () -> Void = {},
    unless isThere: () async throws -> Bool = { false }, progress: Progress = { _ in }
  ) async throws -> Bool {
    let isLoopback = allowsLoopback && Self.isLoopback(address)
    guard address.hasPrefix("https://") || isLoopback else {
      throw DownloadError(address: address, cause: .notHTTPS)
    }
    guard let curl = programs.locate("curl") else {
      throw DownloadError(address: address, cause: .noCurl)
    }
    let part: PartFile
    do {
      part = try await PartFile(path + ".part", waiting: waiting)
    } catch let error as SystemError {
      throw DownloadError(address: address, cause: .notWritten(error.description))
    }
    var isTaken = false
    defer { if !isTaken, part.byteCount == 0 { part.remove() } }
    if try await isThere() {
      part.discard()
      return false
    }
    let transfer = Transfer(
      curl: curl, address: address, part: part, isLoopback: isLoopback,
      maximumSize: maximumSize, programs: programs)
    if sha256 == nil { transfer.discard() }
    let wasResumed = transfer.bytes > 0
    try await complete(transfer, progress: progress)
    if let sha256 {
      var found = try await programs.sha256(ofFile: part.path)
      if found != sha256, wasResumed {
        // What was kept may have been part of another version.
        transfer.discard()
        try await complete(transfer, progress: progress)
        found = try await programs.sha256(ofFile: part.path)
      }
      guard found == sha256 else {
        transfer.discard()
        throw DownloadError(
          address: address, cause: .wrongChecksum(expected: sha256, found: found))
      }
    }
    do {
      try part.take(path)
      isTaken = true
    } catch {
      throw DownloadError(address: address, cause: .notWritten(error.description))
    }
    return true
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
