#if canImport(Glibc)
  import Glibc
#endif

extension Array {
  /// Reserves capacity, in large pages if available: pages of a long column
  /// are touched sequentially, and every small page would cost a page fault.
  mutating func reserveLargeCapacity(_ count: Int) {
    reserveCapacity(count)
    #if canImport(Glibc)
      let size = count * MemoryLayout<Element>.stride
      let page = 1 << 12
      guard size >= 1 << 21 else { return }
      withUnsafeMutableBytes { elements in
        guard let base = elements.baseAddress else { return }
        let start = (Int(bitPattern: base) + page - 1) & -page
        let end = (Int(bitPattern: base) + size) & -page
        // This is only advice: it affects time, not results.
        madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, MADV_HUGEPAGE)
      }
    #endif
  }
}
