import Diagnostics

/// The bytes of a file, decompressed if gzipped; `-` is standard input.
///
/// For a file that grows while being read, such as a log, the initial contents are used.
///
/// - Throws: `Diagnostic` if the file cannot be read, changes in another way, is broken
///   gzip, or needs more than a quarter of the machine's memory.
/// - Complexity: O(bytes), all of them in memory.
public func unpackedBytes(ofFile path: String) throws -> [UInt8] {
  let name = path == "-" ? "<stdin>" : path
  return try FileContents(path: path, name: name, mayGrow: true).unpacked(name: name)
    .copied(name: name, fix: "give only the part with the runs")
}

/// The bytes of a file, compressed or not.
///
/// - Throws: `Diagnostic` if it cannot be read, changes while being read, or exceeds a quarter of the
///   machine's memory.
/// - Complexity: O(bytes), all of them in memory.
package func bytes(ofFile path: String, name: String) throws -> [UInt8] {
  try FileContents(path: path, name: name).copied(name: name, fix: "give a smaller file")
}

extension FileContents {
  /// The bytes as an array.
  ///
  /// - Throws: `Diagnostic` if they exceed ``memoryLimit``.
  fileprivate func copied(name: String, fix: Phrase) throws -> [UInt8] {
    try withBytes { bytes in
      guard bytes.count <= memoryLimit else {
        throw Diagnostic(
          origin: Origin(file: name),
          what: "\(bytes.count) bytes, more than \(memoryLimit)",
          why: "it is held in memory and may fill a quarter of it", fix: fix)
      }
      return bytes.withUnsafeBufferPointer { Array($0) }
    }
  }
}

/// The first bytes of a regular file, decompressed if gzipped; `nil` for anything else.
///
/// - Parameters:
///   - path: The file.
///   - count: The maximum number of bytes.
/// - Returns: The bytes; fewer than `count` if the file, or what can be decompressed of its head, is shorter.
/// - Throws: `Diagnostic` if it cannot be read.
package func headOfFile(_ path: String, count: Int) throws -> [UInt8]? {
  guard let head = try FileContents.head(path: path, count: max(count, 1 << 14)) else { return nil }
  guard isGzip(head.span) else { return Array(head.prefix(count)) }
  return gunzipHead(head.span, count: count)
}
