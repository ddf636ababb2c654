import Diagnostics

extension FileContents {
  /// The contents, unpacked if they are gzipped.
  ///
  /// - Throws: ``Diagnostic`` if they begin like gzip and are broken, or grow beyond all measure.
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
