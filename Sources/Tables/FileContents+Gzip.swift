extension FileContents {
  /// The contents, unpacked if they are gzipped.
  ///
  /// - Throws: ``InputError`` if they begin like gzip and are broken, or grow beyond all measure.
  func unpacked(name: String) throws -> FileContents {
    do {
      return try withBytes { bytes in
        isGzip(bytes) ? FileContents(try gunzip(bytes)) : self
      }
    } catch let error as GunzipError {
      throw error.inputError(file: name)
    }
  }
}

extension GunzipError {
  fileprivate func inputError(file: String) -> InputError {
    let location = SourceLocation(file: file)
    switch self {
    case .truncated:
      return InputError(
        location: location, what: "the gzip data end before their stream does",
        fix: "fetch or pack the file again")
    case .corrupt:
      return InputError(
        location: location, what: "the gzip data are corrupt",
        fix: "fetch or pack the file again")
    case .bomb:
      return InputError(
        location: location,
        what: "the gzip data unpack to more than 1 GiB, 200 bytes from each one",
        why: "so much from so little is more likely an attack on memory than a table",
        fix: "if it is a table, unpack it with gzip -d and give that")
    case .tooLarge(let limit):
      return InputError(
        location: location, what: "the gzip data unpack to more than \(limit) bytes",
        why: "they are unpacked in memory, of which they may take a quarter",
        fix: "unpack it with gzip -d and give that, which takes none")
    }
  }
}
