import Diagnostics

/// The bytes of a file, unpacked where they are gzipped; `-` is standard input.
///
/// A file that becomes longer meanwhile, as a log does, is taken as it was at first.
///
/// - Throws: ``Diagnostic`` if the file cannot be read, is changed otherwise, begins like gzip and is
///   broken, or takes more than a quarter of the machine's memory.
/// - Complexity: O(bytes), all of them in memory.
public func unpackedBytes(ofFile path: String) throws -> [UInt8] {
  let name = path == "-" ? "<stdin>" : path
  return try FileContents(path: path, name: name, mayGrow: true).unpacked(name: name)
    .copied(name: name, fix: "give the part of it that has the runs")
}

/// The bytes of a file as they stand in it, packed or not.
///
/// - Throws: ``Diagnostic`` where it cannot be read, changes meanwhile, or goes on beyond a quarter of the
///   machine's memory.
/// - Complexity: O(bytes), all of them in memory.
package func bytes(ofFile path: String, name: String) throws -> [UInt8] {
  try FileContents(path: path, name: name).copied(name: name, fix: "give a smaller file")
}

extension FileContents {
  /// The bytes as an array.
  ///
  /// - Throws: ``Diagnostic`` where they are more than ``memoryLimit``.
  fileprivate func copied(name: String, fix: Phrase) throws -> [UInt8] {
    try withBytes { bytes in
      guard bytes.count <= memoryLimit else {
        throw Diagnostic(
          origin: Origin(file: name),
          what: "\(bytes.count) bytes, more than \(memoryLimit)",
          why: "it is read in memory, of which it may take a quarter", fix: fix)
      }
      return bytes.withUnsafeBufferPointer { Array($0) }
    }
  }
}

/// The first bytes of a regular file, unpacked where it is gzipped; `nil` for what is no regular file.
///
/// - Parameters:
///   - path: The file.
///   - count: How many bytes are wanted.
/// - Returns: At most so many bytes; fewer where the file, or what can be unpacked of its head, has fewer.
/// - Throws: ``Diagnostic`` where it cannot be read.
package func headOfFile(_ path: String, count: Int) throws -> [UInt8]? {
  guard let head = try FileContents.head(path: path, count: max(count, 1 << 14)) else { return nil }
  guard isGzip(head.span) else { return Array(head.prefix(count)) }
  return gunzipHead(head.span, count: count)
}
