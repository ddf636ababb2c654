/// The bytes of a file, unpacked where they are gzipped; `-` is standard input.
///
/// - Throws: ``InputError`` if the file cannot be read, begins like gzip and is broken, or takes more than a
///   quarter of the machine's memory.
/// - Complexity: O(bytes), all of them in memory.
public func unpackedBytes(ofFile path: String) throws -> [UInt8] {
  let name = path == "-" ? "<stdin>" : path
  return try FileContents(path: path, name: name).unpacked(name: name).withBytes {
    bytes -> [UInt8] in
    guard bytes.count <= memoryLimit else {
      throw InputError(
        location: SourceLocation(file: name),
        what: "\(bytes.count) bytes, more than \(memoryLimit)",
        why: "it is read in memory, of which it may take a quarter",
        fix: "give the part of it that tells the runs")
    }
    return bytes.withUnsafeBufferPointer { Array($0) }
  }
}
