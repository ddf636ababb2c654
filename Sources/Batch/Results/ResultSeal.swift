import Platform

/// The last member of a result file, which shows whether the file is unchanged and for
/// which key it was written.
///
///     "integrity" : {
///       "key" : "…",
///       "sha256" : "…"
///     }
///
/// `sha256` is the digest of the document's bytes without the member, as `echelle fit` writes them.
enum ResultSeal {
  /// `document` with its seal.
  ///
  /// - Precondition: It is an object over several lines.
  static func sealed(_ document: [UInt8], key: String) -> [UInt8] {
    precondition(document.suffix(end.count).elementsEqual(end), "a document ends with its brace")
    return document.dropLast(end.count)
      + Array(seal(key: key, sha256: SHA256.hexadecimal(document)).utf8)
  }

  /// Whether `bytes` are a document that was sealed for `key`, unchanged.
  static func isIntact(_ bytes: [UInt8], key: String) -> Bool {
    let size = seal(key: key, sha256: String(repeating: "0", count: 64)).utf8.count
    guard bytes.count > size else { return false }
    let document = bytes.dropLast(size) + end
    return bytes.suffix(size).elementsEqual(
      seal(key: key, sha256: SHA256.hexadecimal(Array(document))).utf8)
  }

  private static let end = Array("\n}\n".utf8)

  private static func seal(key: String, sha256: String) -> String {
    """
    ,
      "integrity" : {
        "key" : "\(key)",
        "sha256" : "\(sha256)"
      }
    }

    """
  }
}
