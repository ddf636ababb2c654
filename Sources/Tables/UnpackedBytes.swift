/// The bytes of a file, unpacked where they are gzipped; `-` is standard input.
///
/// - Throws: ``InputError`` if the file cannot be read, or begins like gzip and is broken.
/// - Complexity: O(bytes), all of them in memory.
public func unpackedBytes(ofFile path: String) throws -> [UInt8] {
  let name = path == "-" ? "<stdin>" : path
  return try FileContents(path: path, name: name).unpacked(name: name).withBytes { bytes in
    bytes.withUnsafeBufferPointer { Array($0) }
  }
}
