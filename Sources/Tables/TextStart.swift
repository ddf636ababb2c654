import Diagnostics

/// The start of a table's text, after checking that it is text.
struct TextStart {
  /// The first record, after a byte-order mark.
  let start: RecordStart
  /// The first byte that is not white space.
  let firstVisible: Int

  /// - Throws: `Diagnostic` if it is empty or not a table.
  init(of bytes: Span<UInt8>, file: String) throws {
    let location = Origin(file: file)
    guard bytes.count > 0 else {
      throw Diagnostic(
        origin: location, what: "the file is empty",
        fix: "use CSV with a header, or JSON Lines")
    }
    for (signature, kind, fix) in foreignSignatures where begins(bytes, with: signature) {
      throw Diagnostic(origin: location, what: "\(kind), not a text table", fix: fix)
    }
    let offset = begins(bytes, with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    start = RecordStart(offset: offset, line: 1)
    guard let firstVisible = (offset..<bytes.count).first(where: { !bytes[$0].isWhiteSpace }) else {
      throw Diagnostic(
        origin: location, what: "the file has only blank lines",
        fix: "use CSV with a header, or JSON Lines")
    }
    self.firstVisible = firstVisible
    let following = (firstVisible + 1..<bytes.count)
      .first { !bytes[$0].isWhiteSpace }
    if bytes[firstVisible] == UInt8(ascii: "["), let following,
      bytes[following] == UInt8(ascii: "{")
    {
      throw Diagnostic(
        origin: start.location(of: firstVisible, in: bytes, file: file),
        what: "this is a JSON array; JSON Lines has one object per line",
        fix: "convert it with jq -c '.[]'")
    }
  }
}

/// The error for text that is not UTF-8.
func malformedText(_ subject: String, at location: Origin) -> Diagnostic {
  Diagnostic(
    origin: location, what: "\(subject) is not UTF-8 text",
    fix: "convert the file to UTF-8, for example with iconv -f latin1 -t utf-8")
}

/// The error for a file that is neither text nor a format with a known signature.
func binaryData(in file: String) -> Diagnostic {
  Diagnostic(
    origin: Origin(file: file), what: "binary data, not a text table",
    fix: "use CSV or JSON Lines in UTF-8, optionally gzipped")
}

private let foreignSignatures: [(signature: [UInt8], kind: String, fix: Phrase)] = [
  (
    [0xFF, 0xFE], "UTF-16 text",
    "convert the file to UTF-8, for example with iconv -f utf-16 -t utf-8"
  ),
  (
    [0xFE, 0xFF], "UTF-16 text",
    "convert the file to UTF-8, for example with iconv -f utf-16 -t utf-8"
  ),
  ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or a spreadsheet", "unpack it, or export it as CSV"),
  ([0x50, 0x41, 0x52, 0x31], "a Parquet file", "export it as CSV"),
  ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard data", "unpack it with zstd -d, or use gzip"),
  ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "XZ data", "unpack it with xz -d, or use gzip"),
  ([0x42, 0x5A, 0x68], "bzip2 data", "unpack it with bzip2 -d, or use gzip"),
]

private func begins(_ bytes: Span<UInt8>, with signature: [UInt8]) -> Bool {
  bytes.count >= signature.count && signature.indices.allSatisfy { bytes[$0] == signature[$0] }
}

extension UInt8 {
  fileprivate var isWhiteSpace: Bool { isSpaceOrTab || self == 0x0A || self == 0x0D }
}
