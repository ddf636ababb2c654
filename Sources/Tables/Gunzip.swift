import CZlib

/// Whether `bytes` begin with the magic number of gzip.
func isGzip(_ bytes: Span<UInt8>) -> Bool {
  bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
}

/// Decompresses all members of a gzip file.
///
/// Beyond `freeOutput` bytes of output, a ratio of `largestRatio` or more is treated as a
/// decompression bomb: tables compress to a tenth, perhaps a fiftieth; deflate's limit is about
/// 1030.
///
/// Trailing zeros after the last member, as from tapes and block devices, are skipped.
///
/// - Throws: ``GunzipError``.
/// - Complexity: O(*n*) in the decompressed bytes, in time and memory.
///
/// Reference: P. Deutsch, 1996, GZIP file format specification, RFC 1952.
package func gunzip(
  _ bytes: Span<UInt8>, freeOutput: Int = 1 << 30, largestRatio: Int = 200,
  limit: Int = memoryLimit
) throws(GunzipError) -> [UInt8] {
  var stream = z_stream()
  let gzipOnly = 16 + MAX_WBITS
  guard
    inflateInit2_(&stream, gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  else { throw .corrupt }
  defer { inflateEnd(&stream) }

  var unpacked: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 20)
  var position = 0
  while position < bytes.count {
    let input = bytes.extracting(position..<min(bytes.count, position + 1 << 28))
    let step = inflateOnce(&stream, input, &chunk)
    position += step.consumed
    unpacked.append(contentsOf: chunk[..<step.produced])
    if unpacked.count > freeOutput, unpacked.count / largestRatio >= position {
      throw .bomb
    }
    guard unpacked.count <= limit else { throw .tooLarge(limit) }
    switch step.status {
    case Z_OK:
      continue
    case Z_STREAM_END:
      if (position..<bytes.count).allSatisfy({ bytes[$0] == 0 }) {
        return unpacked
      }
      inflateReset(&stream)
    case Z_BUF_ERROR:
      throw .truncated
    default:
      throw .corrupt
    }
  }
  throw .truncated
}

/// The first decompressed bytes of a gzip file, from `bytes`, its first compressed ones.
func gunzipHead(_ bytes: Span<UInt8>, count: Int) -> [UInt8] {
  var stream = z_stream()
  guard
    inflateInit2_(&stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  else { return [] }
  defer { inflateEnd(&stream) }
  var head = [UInt8](repeating: 0, count: count)
  let step = inflateOnce(&stream, bytes, &head)
  return Array(head.prefix(step.produced))
}

private func inflateOnce(
  _ stream: inout z_stream, _ input: Span<UInt8>, _ output: inout [UInt8]
) -> (status: Int32, consumed: Int, produced: Int) {
  input.withUnsafeBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      let status = inflate(&stream, Z_NO_FLUSH)
      return (
        status, input.count - Int(stream.avail_in), output.count - Int(stream.avail_out)
      )
    }
  }
}
