import CZlib
import Tables
import Testing

@Suite struct GzipTests {
  private let text = Array("a,b\n1,2\n3,4\n".utf8)

  @Test func readsOneMemberAndMany() throws {
    #expect(try rows(packed(text)) == [["1", "2"], ["3", "4"]])
    let members = packed(Array(text[..<5])) + packed([]) + packed(Array(text[5...]))
    #expect(try rows(members) == [["1", "2"], ["3", "4"]])
    #expect(try rows(packed(text) + [0, 0, 0]) == [["1", "2"], ["3", "4"]])
  }

  @Test func unpacksMoreThanOneChunk() throws {
    let long = Array("a,b\n".utf8) + Array(repeatElement("1,2\n".utf8, count: 600_000).joined())
    #expect(try gunzip(packed(long).span) == long)
  }

  @Test func saysWhatIsBroken() {
    let whole = packed(text)
    for count in 2..<whole.count {
      #expect(
        complaint { _ = try rows(Array(whole[..<count])) } == """
          t: the gzip data are truncated
            fix: download or compress the file again
          """)
    }
    var flipped = whole
    flipped[whole.count - 6] ^= 1
    for broken in [flipped, whole + [1, 2, 3], [0x1F, 0x8B, 0x09, 0, 0, 0, 0, 0, 0, 0]] {
      #expect(
        complaint { _ = try rows(broken) } == """
          t: the gzip data are corrupt
            fix: download or compress the file again
          """)
    }
  }

  @Test func stopsABomb() throws {
    let bomb = packed([UInt8](repeating: 0x20, count: 8 << 20))
    #expect(throws: GunzipError.bomb) { try gunzip(bomb.span, freeOutput: 2 << 20) }
    #expect(try gunzip(bomb.span).count == 8 << 20)
    #expect(try gunzip(bomb.span, freeOutput: 2 << 20, largestRatio: 1100).count == 8 << 20)
  }

  @Test func stopsWhereMemoryWouldEnd() throws {
    let packed = packed([UInt8](repeating: 0x20, count: 8 << 20))
    #expect(throws: GunzipError.tooLarge(4 << 20)) { try gunzip(packed.span, limit: 4 << 20) }
    #expect(try gunzip(packed.span, limit: 8 << 20).count == 8 << 20)
  }

  private func packed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY,
      ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
    let count = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        deflate(&stream, Z_FINISH)
        return output.count - Int(stream.avail_out)
      }
    }
    return Array(output[..<count])
  }
}
