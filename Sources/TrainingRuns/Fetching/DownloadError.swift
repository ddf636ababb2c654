public import Diagnostics

/// Why a file could not be fetched.
public struct DownloadError: Error, Sendable, Equatable {
  /// The address of the file, or its path where it is here already.
  public var address: String
  /// What went wrong.
  public var cause: Cause

  /// What can go wrong.
  public enum Cause: Sendable, Equatable {
    /// `curl` is not installed.
    case noCurl
    /// Neither `sha256sum` nor `shasum` is installed.
    case noChecksumProgram
    /// The address is not one of https.
    case notHTTPS
    /// The server could not be reached, or went silent; in curl's words.
    case unreachable(String, bytesKept: Int)
    /// The server answered with this status.
    case refused(status: Int)
    /// The server named another address.
    case redirected(to: String)
    /// The file is larger than allowed.
    case tooLarge(limit: Int)
    /// The file is not the one described. It was deleted.
    case wrongChecksum(expected: String, found: String)
    /// A file with this path is there already, and is another one.
    case differentFileThere(path: String, expected: String, found: String)
    /// The file could not be written; in curl's words.
    case notWritten(String)
  }
}

extension DownloadError: Diagnosed {
  /// What is wrong, why it matters, and how to mend it.
  public var diagnostic: Diagnostic {
    let (what, why, fix) = sentences
    return Diagnostic(
      origin: Origin(file: address), what: what, why: why, fix: fix, category: .system)
  }

  private var sentences: (what: Phrase, why: Phrase, fix: Phrase) {
    switch cause {
    case .noCurl:
      (
        "cannot be fetched without curl", "the program 'curl' is not in the folders of PATH",
        "install curl, or fetch the file in another way and put it beside its dataset.yml"
      )
    case .noChecksumProgram:
      (
        "its SHA-256 cannot be found",
        "neither 'sha256sum' nor 'shasum' is in the folders of PATH", "install one of them"
      )
    case .notHTTPS:
      (
        "is not an address of https", "what comes by another way can be changed on its way",
        "correct 'source: url' in the dataset.yml"
      )
    case .unreachable(let message, let bytesKept):
      (
        "the server cannot be reached", "\(message)",
        bytesKept == 0
          ? "try again when it can"
          : "try again when it can: the \(bytesKept) bytes that came are kept, and the rest follows"
      )
    case .refused(let status):
      (
        "the server refuses with status \(status)",
        status == 404 ? "there is no such file (any more)" : "so it answers the request",
        "see what became of it, and correct 'source' in the dataset.yml"
      )
    case .redirected(let target):
      (
        "the server sends on to \(target)",
        "redirects are not followed: a descriptor names the file itself",
        "if that is the file, correct 'source' in the dataset.yml"
      )
    case .tooLarge(let limit):
      (
        "the file is larger than \(limit) bytes", "a table that is fetched unseen has a limit",
        "if it is to be so large, pass \(.largestDownload)"
      )
    case .wrongChecksum(let expected, let found):
      (
        "the file is not the one that is described, and was deleted",
        "its SHA-256 is \(found), and \(expected) was expected",
        "it has changed at its source: see what did, and correct 'source' in the dataset.yml"
      )
    case .differentFileThere(let path, let expected, let found):
      (
        "another file is there already: \(path)",
        "its SHA-256 is \(found), and \(expected) was expected",
        "move it away, or pass \(.overwriting) to replace it"
      )
    case .notWritten(let message):
      (
        "the file cannot be written", "\(message)",
        "make room, or choose a folder with \(.destination)"
      )
    }
  }
}
