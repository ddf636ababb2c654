#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// One file on its way, into a file that grows.
struct Transfer {
  let curl: String
  let address: String
  /// The file that grows.
  let part: String
  let isLoopback: Bool
  let maximumSize: Int
  let programs: Programs

  /// How an attempt ended.
  enum Outcome {
    /// All bytes are there.
    case complete
    /// The connection broke, or the server is busy: what came is kept.
    case brokeOff(String)
    /// The server cannot go on from what was kept.
    case startAgain(String)
    /// Another attempt would end the same.
    case failed(DownloadError.Cause)
  }

  /// How many bytes have come.
  var bytes: Int { FileSystem.size(ofFile: part) ?? 0 }

  /// Forgets what has come.
  func discard() {
    unlink(part)
  }

  /// Runs curl once, from where the file ends.
  func attempt(progress: Download.Progress) async throws -> Outcome {
    let result: Programs.Result
    do {
      result = try await programs.run(curl, arguments) {
        let bytes = bytes
        progress(bytes)
        guard bytes <= maximumSize else { throw tooLarge }
      }
      // A short transfer can end between two looks at it.
      guard bytes <= maximumSize else { throw tooLarge }
    } catch let error as DownloadError {
      discard()
      throw error
    }
    return outcome(of: result)
  }

  private var tooLarge: DownloadError {
    DownloadError(address: address, cause: .tooLarge(limit: maximumSize))
  }

  private var arguments: [String] {
    // -q comes first: no ~/.curlrc has a say. What has come is in the file at once, and so not lost.
    ["-q", "--silent", "--show-error", "--fail", "--globoff", "--no-buffer"]
      + ["--proto", isLoopback ? "=http" : "=https"]
      + (isLoopback ? ["--noproxy", "*"] : [])
      + ["--connect-timeout", "20", "--speed-limit", "64", "--speed-time", "30"]
      + ["--max-filesize", "\(maximumSize)", "--continue-at", "-", "--output", part]
      + ["--write-out", "%{http_code}\n%{redirect_url}", "--url", address]
  }

  private func outcome(of result: Programs.Result) -> Outcome {
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    let status = lines.first.flatMap { Int($0) } ?? 0
    let message =
      result.errors.split(separator: "\n").last.map(String.init)
      ?? "curl ended with \(result.status)"
    switch (result.status, status) {
    case (_, 300..<400):
      discard()
      return .failed(.redirected(to: lines.dropFirst().first.map(String.init) ?? "elsewhere"))
    case (0, _):
      return .complete
    // 416: what is asked for begins at the end of the file or beyond it.
    case (22, 416), (33, _), (36, _):
      return .startAgain(message)
    case (22, 408), (22, 429), (22, 500...):
      return .brokeOff(message)
    case (22, _):
      return .failed(.refused(status: status))
    case (63, _):
      discard()
      return .failed(.tooLarge(limit: maximumSize))
    case (23, _):
      return .failed(.notWritten(message))
    // Names, connections, time, TLS, sending, receiving, HTTP/2 and HTTP/3.
    case (5, _), (6, _), (7, _), (16, _), (18, _), (28, _), (35, _), (52, _), (55, _), (56, _),
      (92, _), (95, _), (96, _):
      return .brokeOff(message)
    default:
      return .failed(.unreachable(message, bytesKept: bytes))
    }
  }
}
