#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension ArraySlice<UInt8> {
  /// The first position of `text` in the bytes.
  ///
  /// - Complexity: O(bytes), at the speed of the C library, since files may have gigabytes.
  func firstPlace(of text: [UInt8]) -> Index? {
    withUnsafeBytes { bytes in
      var rest = bytes[...]
      while rest.count >= text.count,
        let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress,
        let hit = memchr(start, Int32(text[0]), rest.count)
      {
        rest = rest.dropFirst(UnsafeRawPointer(hit) - start)
        if rest.starts(with: text) { return startIndex + rest.startIndex }
        rest = rest.dropFirst()
      }
      return nil
    }
  }
}
