import Testing

@testable import Platform

@Suite("SHA-256")
struct SHA256Tests {
  // FIPS 180-4's examples, and the lengths about a block's end (from sha256sum).
  @Test(
    "The standard's vectors are met.",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        String(repeating: "a", count: 55),
        "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"
      ),
      (
        String(repeating: "a", count: 63),
        "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"
      ),
      (
        String(repeating: "a", count: 64),
        "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"
      ),
      (
        String(repeating: "a", count: 65),
        "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"
      ),
      (
        String(repeating: "a", count: 119),
        "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"
      ),
      (
        String(repeating: "a", count: 120),
        "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"
      ),
    ])
  func vectors(text: String, digest: String) {
    #expect(SHA256.hexadecimal([UInt8](text.utf8)) == digest)
  }
}

extension SHA256Tests {
  @Test("Bytes added in pieces, with and without the processor's instructions, give one digest.")
  func pieces() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...400, using: &generator)).map { _ in
        UInt8.random(in: .min ... .max, using: &generator)
      }
      let whole = SHA256.hexadecimal(bytes)
      var (hash, portable) = (SHA256(), SHA256(portably: true))
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = Array(rest.prefix(Int.random(in: 1...150, using: &generator)))
        rest = rest.dropFirst(piece.count)
        piece.withUnsafeBytes {
          hash.add($0)
          portable.add($0)
        }
      }
      #expect(hash.hexadecimal() == whole)
      #expect(portable.hexadecimal() == whole)
    }
  }
}
