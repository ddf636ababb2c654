#if canImport(Glibc)
  import Glibc
#endif

extension Array {
  /// Makes room for so many elements, in large pages where the system has them: those of a long column
  /// are touched one after another, and every small page would cost a fault.
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
        // It is advice: what the system makes of it changes nothing but the time.
        madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, MADV_HUGEPAGE)
      }
    #endif
  }
}
