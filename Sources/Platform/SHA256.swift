internal import CPlatform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// SHA-256, by FIPS 180-4.
///
/// It identifies tables, results and programs. It is implemented here because a library would take longer to
/// build than all other dependencies of Echelle together; the tests check it against the standard's
/// test vectors.
package struct SHA256 {
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
  /// Bytes of an incomplete 64-byte block.
  private var rest: [UInt8] = []
  private var byteCount: UInt64 = 0
  private let isPortable: Bool

  /// An empty digest; `portably` avoids the processor's SHA instructions.
  package init(portably isPortable: Bool = false) {
    self.isPortable = isPortable
  }

  /// Adds bytes.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    byteCount += UInt64(bytes.count)
    var bytes = bytes[...]
    if !rest.isEmpty {
      let needed = min(64 - rest.count, bytes.count)
      rest += bytes.prefix(needed)
      bytes = bytes.dropFirst(needed)
      guard rest.count == 64 else { return }
      let block = rest
      addBlocks(block)
      rest = []
    }
    let whole = bytes.count / 64 * 64
    addBlocks(UnsafeRawBufferPointer(rebasing: bytes.prefix(whole)))
    rest += bytes.dropFirst(whole)
  }

  /// The digest in lower-case hexadecimal.
  package consuming func hexadecimal() -> String {
    words().map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// The digest as eight big-endian words.
  private consuming func words() -> [UInt32] {
    let bitCount = byteCount * 8
    var tail = rest + [0x80]
    tail += [UInt8](repeating: 0, count: (120 - tail.count % 64) % 64)
    tail += (0..<8).map { UInt8(truncatingIfNeeded: bitCount >> (56 - 8 * UInt64($0))) }
    addBlocks(tail)
    return Array(state)
  }

  /// The 32 bytes of the digest of `bytes`.
  package static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.add($0) }
    return hash.words().flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
    }
  }

  /// The digest of `bytes` in lower-case hexadecimal.
  package static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { hexadecimal($0) }
  }

  /// The digest of `bytes` in lower-case hexadecimal.
  package static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.add(bytes)
    return hash.hexadecimal()
  }

  /// The digest of a file in lower-case hexadecimal.
  ///
  /// Pipes are not read, since reading would consume them.
  ///
  /// - Throws: ``SystemError`` if it cannot be read, or is not a file.
  package static func hexadecimal(ofFile path: String) throws(SystemError) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw SystemError(path: path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw SystemError(path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(path: path, code: ESPIPE) }
    return try hexadecimal(ofDescriptor: file, path: path)
  }

  /// The digest of the rest of the open file `file` at `path`.
  ///
  /// - Throws: ``SystemError`` if it cannot be read.
  static func hexadecimal(
    ofDescriptor file: Int32, path: String
  ) throws(SystemError) -> String {
    var hash = SHA256()
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
      if count == 0 { return hash.hexadecimal() }
      if count > 0 {
        chunk.withUnsafeBytes { hash.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      } else if errno != EINTR {
        throw SystemError(path: path)
      }
    }
  }

  private mutating func addBlocks(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { addBlocks($0) }
  }

  private mutating func addBlocks(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    if isPortable {
      echelle_sha256_add_portably(&state, start, bytes.count / 64)
    } else {
      echelle_sha256_add(&state, start, bytes.count / 64)
    }
  }
}
