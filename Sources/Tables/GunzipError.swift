package import Diagnostics

/// An error in a gzip file.
package enum GunzipError: Error, Equatable {
  /// The data end in the middle of a stream.
  case truncated
  /// The data are not a deflate stream, or their checksum does not match.
  case corrupt
  /// The data expand too much; see ``gunzip(_:)``.
  case bomb
  /// The data exceed this many bytes of memory.
  case tooLarge(Int)
}

extension GunzipError: Diagnosed {
  /// What is wrong, why, and how to fix it.
  package var diagnostic: Diagnostic {
    switch self {
    case .truncated:
      Diagnostic(
        what: "the gzip data are truncated", fix: "download or compress the file again")
    case .corrupt:
      Diagnostic(what: "the gzip data are corrupt", fix: "download or compress the file again")
    case .bomb:
      Diagnostic(
        what: "the gzip data expand to more than 1 GiB, at over 200 to 1",
        why: "such a ratio looks like a decompression bomb, not a table",
        fix: "if it is a table, decompress it with gzip -d first")
    case .tooLarge(let limit):
      Diagnostic(
        what: "the gzip data expand to more than \(limit) bytes",
        why: "they are decompressed in memory and may fill a quarter of it",
        fix: "decompress the file with gzip -d first")
    }
  }
}
