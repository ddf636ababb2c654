import Foundation
import Platform
import Testing

@Suite("Duplicate keys in JSON")
struct JSONKeysTests {
  private struct Writer {
    var random: SystemRandomNumberGenerator
    var text = ""
    /// How many objects have a key twice, and are to have.
    var duplicates = 0
    var wanted = 0

    mutating func value(depth: Int) {
      switch Int.random(in: 0..<(depth > 4 ? 4 : 7), using: &random) {
      case 0: text += "12.5e3"
      case 1: text += ["true", "null", "false"].randomElement(using: &random) ?? ""
      case 2: text += #""{\"a\":1,\"a\":2}""#
      case 3: text += "\"\(["", "a", "b\\\\", "\\\"", "é"].randomElement(using: &random) ?? "")\""
      case 4: list(depth: depth)
      default: object(depth: depth)
      }
    }

    mutating func list(depth: Int) {
      text += "["
      for place in 0..<Int.random(in: 0...3, using: &random) {
        if place > 0 { text += ", " }
        value(depth: depth + 1)
      }
      text += "]"
    }

    mutating func object(depth: Int) {
      var keys = ["a", "A", "é", "x y", "\\\\", "{", ",", ":"].shuffled(using: &random)
        .prefix(Int.random(in: 0...5, using: &random)).map { $0 }
      if wanted > duplicates, let key = keys.first {
        // "a" and "\u0061" are one key.
        keys.insert(
          key == "a" ? "\\u0061" : key, at: Int.random(in: 1...keys.count, using: &random))
        duplicates += 1
      }
      text += "{ "
      for (place, key) in keys.enumerated() {
        if place > 0 { text += " ,\n" }
        text += "\"\(key)\" : "
        value(depth: depth + 1)
      }
      text += "}"
    }
  }

  @Test("Are found anywhere, without false positives, in 500 documents.")
  func generated() throws {
    for round in 0..<500 {
      var writer = Writer(random: SystemRandomNumberGenerator())
      writer.wanted = round % 2
      writer.object(depth: 0)
      let bytes = Array(writer.text.utf8)
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(bytes)) }
      let fault = JSONKeys.fault(in: bytes)
      #expect((fault != nil) == (writer.duplicates > 0), "\(writer.text)")
      if let fault { #expect(bytes[fault.offset] == UInt8(ascii: "\"")) }
    }
  }

  @Test("Truncated text and text that is not JSON are left to the decoder, in 2000 cases.")
  func fragments() {
    let parts = ["{", "}", "[", "]", ",", ":", "\"", "\\", "\\u12", "a", "\n", "\"k\":"]
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 0...12)).map { _ in parts.randomElement() ?? "" }.joined()
      if let fault = JSONKeys.fault(in: Array(text.utf8)) {
        #expect(fault.what.contains("appears twice"), "\(text)")
      }
    }
  }

  @Test(
    "Objects of more than 100 000 keys and values more than 500 deep are refused, just not those.")
  func bounds() {
    func keys(_ count: Int) -> [UInt8] {
      Array("{\((0..<count).map { "\"\($0)\":0" }.joined(separator: ","))}".utf8)
    }
    #expect(JSONKeys.fault(in: keys(JSONKeys.mostKeys)) == nil)
    #expect(
      JSONKeys.fault(in: keys(JSONKeys.mostKeys + 1))?.what == "an object has more than 100000 keys"
    )
    func deep(_ count: Int) -> [UInt8] {
      Array(String(repeating: "[", count: count).utf8)
    }
    #expect(JSONKeys.fault(in: deep(JSONKeys.deepest)) == nil)
    #expect(JSONKeys.fault(in: deep(JSONKeys.deepest + 1)) != nil)
  }
}
