import Diagnostics

extension FileContents {
  /// The contents, decompressed if gzipped.
  ///
  /// - Throws: `Diagnostic` if the gzip data are broken or expand too much.
  func unpacked(name: String) throws -> FileContents {
    do {
      return try withBytes { bytes in
        isGzip(bytes) ? FileContents(try gunzip(bytes)) : self
      }
    } catch let error as GunzipError {
      var diagnostic = error.diagnostic
      diagnostic.origin = Origin(file: name)
      throw diagnostic
    }
  }
}
