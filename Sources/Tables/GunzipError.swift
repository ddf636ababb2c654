package import Diagnostics

/// The fault of a file that begins like a gzip file and does not go on like one.
package enum GunzipError: Error, Equatable {
  /// The data end in the middle of a stream.
  case truncated
  /// The data are not a deflate stream, or their checksum does not agree.
  case corrupt
  /// The data grow beyond all measure; see ``gunzip(_:)``.
  case bomb
  /// The data take more than so many bytes of memory.
  case tooLarge(Int)
}

extension GunzipError: Diagnosed {
  /// What is wrong, why, and how to mend it.
  package var diagnostic: Diagnostic {
    switch self {
    case .truncated:
      Diagnostic(
        what: "the gzip data end before their stream does", fix: "fetch or pack the file again")
    case .corrupt:
      Diagnostic(what: "the gzip data are corrupt", fix: "fetch or pack the file again")
    case .bomb:
      Diagnostic(
        what: "the gzip data unpack to more than 1 GiB, 200 bytes from each one",
        why: "so much from so little is more likely an attack on memory than a table",
        fix: "if it is a table, unpack it with gzip -d and give that")
    case .tooLarge(let limit):
      Diagnostic(
        what: "the gzip data unpack to more than \(limit) bytes",
        why: "they are unpacked in memory, of which they may take a quarter",
        fix: "unpack it with gzip -d and give that, which takes none")
    }
  }
}
