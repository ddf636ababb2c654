public import Diagnostics

/// Why a download failed.
public struct DownloadError: Error, Sendable, Equatable {
  /// The address of the file, or its path if it already exists.
  public var address: String
  /// What went wrong.
  public var cause: Cause

  /// The kinds of failure.
  public enum Cause: Sendable, Equatable {
    /// `curl` is not installed.
    case noCurl
    /// Neither `sha256sum` nor `shasum` is installed.
    case noChecksumProgram
    /// The address is not https.
    case notHTTPS
    /// The server could not be reached, or stopped responding; with curl's message.
    case unreachable(String, bytesKept: Int)
    /// The server answered with this status.
    case refused(status: Int)
    /// The server redirected to another address.
    case redirected(to: String)
    /// The file is larger than allowed.
    case tooLarge(limit: Int)
    /// The file does not match its checksum. It was deleted.
    case wrongChecksum(expected: String, found: String)
    /// Another file exists at this path.
    case differentFileThere(path: String, expected: String, found: String)
    /// The file could not be written; with curl's message.
    case notWritten(String)
  }
}

extension DownloadError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  public var diagnostic: Diagnostic {
    let (what, why, fix) = sentences
    return Diagnostic(
      origin: Origin(file: address), what: what, why: why, fix: fix, category: .system)
  }

  private var sentences: (what: Phrase, why: Phrase, fix: Phrase) {
    switch cause {
    case .noCurl:
      (
        "cannot be downloaded without curl", "'curl' is not on the PATH",
        "install curl, or download the file yourself into the folder of its dataset.yml"
      )
    case .noChecksumProgram:
      (
        "its SHA-256 cannot be computed",
        "neither 'sha256sum' nor 'shasum' is on the PATH", "install one of them"
      )
    case .notHTTPS:
      (
        "is not an https address", "other protocols do not protect the file in transit",
        "correct 'source: url' in the dataset.yml"
      )
    case .unreachable(let message, let bytesKept):
      (
        "the server cannot be reached", "\(message)",
        bytesKept == 0
          ? "try again later"
          : "try again later: the \(bytesKept) bytes received are kept, and the download resumes"
      )
    case .refused(let status):
      (
        "the server answered with status \(status)",
        status == 404 ? "the file is not (or no longer) there" : "it refused the request",
        "find where the file is now, and correct 'source' in the dataset.yml"
      )
    case .redirected(let target):
      (
        "the server redirects to \(target)",
        "redirects are not followed: a descriptor gives the file's own address",
        "if that is the file, correct 'source' in the dataset.yml"
      )
    case .tooLarge(let limit):
      (
        "the file is larger than \(limit) bytes", "downloads are limited in size",
        "if that size is expected, raise \(.largestDownload)"
      )
    case .wrongChecksum(let expected, let found):
      (
        "the file does not match its checksum, and was deleted",
        "its SHA-256 is \(found); expected \(expected)",
        "it changed at its source: check the change, and correct 'source' in the dataset.yml"
      )
    case .differentFileThere(let path, let expected, let found):
      (
        "another file exists: \(path)",
        "its SHA-256 is \(found); expected \(expected)",
        "move it away, or pass \(.overwriting) to replace it"
      )
    case .notWritten(let message):
      (
        "the file cannot be written", "\(message)",
        "free some space, or choose a folder with \(.destination)"
      )
    }
  }
}
