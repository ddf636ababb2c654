import Platform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// Downloads a file with `curl`: https only, resumable, and moved into place only
/// once it is complete and its checksum matches.
///
/// A partial download is kept in `path.part`, from which the next attempt or run resumes.
/// Redirects are not followed.
public struct Download: Sendable {
  /// The programs used.
  public var programs: Programs
  /// The maximum size of a file: 256 MiB by default.
  public var maximumSize = Self.defaultMaximumSize
  /// The maximum number of attempts if a transfer breaks off or the server is busy.
  public var attempts = 4
  /// The delay before the second attempt, doubled for each further one.
  public var pause = Duration.seconds(1)
  /// Whether http addresses on this machine are allowed, for tests without certificates.
  public var allowsLoopback = false

  /// The default size limit: 256 MiB.
  public static let defaultMaximumSize = 256 << 20

  /// Called with the number of bytes so far.
  public typealias Progress = (_ bytes: Int) -> Void

  /// A download with these programs.
  public init(programs: Programs) {
    self.programs = programs
  }

  /// Downloads the file at `address` to `path`, replacing an existing file.
  ///
  /// - Parameters:
  ///   - address: The file's address.
  ///   - path: The destination, in an existing folder.
  ///   - sha256: The expected SHA-256; `nil` accepts any, and does not resume an earlier
  ///     download, which may be of another version.
  ///   - waiting: Called if another process is downloading the same file, which is waited for.
  ///   - isThere: Called once no other process is downloading it: whether it exists by now.
  ///   - progress: Called with the progress.
  /// - Returns: Whether it was downloaded.
  /// - Throws: ``DownloadError``; `CancellationError` if the task is cancelled, keeping the partial
  ///   download.
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
        // The partial download may belong to another version.
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

  /// Retries the transfer until it is complete.
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

  /// Whether `address` is an http address on this machine.
  private static func isLoopback(_ address: String) -> Bool {
    guard address.hasPrefix("http://") else { return false }
    let authority = address.dropFirst("http://".count).prefix { $0 != "/" }
    let host = authority.prefix { $0 != ":" }
    return !authority.contains("@") && ["127.0.0.1", "localhost"].contains(host)
  }
}
