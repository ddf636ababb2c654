import Foundation
import Platform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// One transfer into a growing file.
struct Transfer {
  let curl: String
  let address: String
  /// The growing file.
  let part: PartFile
  let isLoopback: Bool
  let maximumSize: Int
  let programs: Programs

  /// How an attempt ended.
  enum Outcome {
    /// The file is complete.
    case complete
    /// The connection broke, or the server is busy: the partial download is kept.
    case brokeOff(String)
    /// The server cannot resume.
    case startAgain(String)
    /// Retrying would not help.
    case failed(DownloadError.Cause)
  }

  /// The number of bytes received.
  var bytes: Int { part.byteCount }

  /// Discards the contents.
  func discard() {
    part.discard()
  }

  /// Runs curl once, resuming at the end of the file.
  ///
  /// Data arrive through a pipe: if this process is killed, curl cannot write, and ends.
  func attempt(progress: Download.Progress) async throws -> Outcome {
    let result: Programs.Result
    do {
      result = try await programs.run(curl, arguments, receive: receive) { progress(bytes) }
    } catch let error as SystemError {
      return .failed(.notWritten(error.description))
    } catch let error as DownloadError {
      discard()
      throw error
    }
    return outcome(of: result)
  }

  private func receive(_ received: [UInt8]) throws {
    guard bytes + received.count <= maximumSize else { throw tooLarge }
    try part.append(received)
  }

  private var tooLarge: DownloadError {
    DownloadError(address: address, cause: .tooLarge(limit: maximumSize))
  }

  private var arguments: [String] {
    // -q comes first to ignore ~/.curlrc. Unbuffered, so that received data are not lost.
    ["-q", "--silent", "--show-error", "--fail", "--globoff", "--no-buffer"]
      + ["--proto", isLoopback ? "=http" : "=https"]
      + (isLoopback ? ["--noproxy", "*"] : [])
      + ["--connect-timeout", "20", "--speed-limit", "64", "--speed-time", "30"]
      + ["--max-filesize", "\(maximumSize)", "--output", "-"]
      + (bytes > 0 ? ["--continue-at", "\(bytes)"] : [])
      + ["--write-out", "%{stderr}\n\(Self.mark)%{http_code}\n%{redirect_url}", "--url", address]
  }

  /// The marker before the answer in curl's standard error.
  private static let mark = "echelle-status:"

  /// Curl's own messages, and the answer: the status and the redirect
  /// target.
  private static func parted(_ text: String) -> (said: String, report: String) {
    guard let place = text.range(of: "\n" + mark) else { return (text, "") }
    let answer = text[place.upperBound...].split(
      separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    let rest = answer.count > 2 ? String(answer[2]) : ""
    return (text[..<place.lowerBound] + rest, answer.prefix(2).joined(separator: "\n"))
  }

  private func outcome(of result: Programs.Result) -> Outcome {
    let (said, report) = Self.parted(result.errors)
    let lines = report.split(separator: "\n", omittingEmptySubsequences: false)
    let status = lines.first.flatMap { Int($0) } ?? 0
    let message =
      said.split(separator: "\n").last.map(String.init) ?? "curl ended with \(result.status)"
    switch (result.status, status) {
    case (_, 300..<400):
      discard()
      return .failed(.redirected(to: lines.dropFirst().first.map(String.init) ?? "elsewhere"))
    case (0, _):
      return .complete
    // 416: the requested range begins at or beyond the end of the file.
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
