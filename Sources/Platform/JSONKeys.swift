package import Diagnostics
import Escaping

/// Finds duplicate keys in JSON objects, and unreasonably large values.
///
/// Readers disagree on which of two values of a key to use, so a document with duplicates is
/// refused. The text need not be complete or valid: other errors are left to the
/// decoder. Keys are compared after decoding, so `"a"` equals `"\u0061"`.
package struct JSONKeys {
  /// What is wrong, and where.
  package struct Fault: Diagnosed, Equatable {
    /// What is wrong, without a full stop.
    package var what: String
    /// The byte offset of the error.
    package var offset: Int
    /// The line of that byte, from 1.
    package var line: Int

    /// What is wrong, with its line.
    package var diagnostic: Diagnostic { Diagnostic(what: "\(what), at line \(line)") }
  }

  /// The maximum number of keys in one object.
  package static let mostKeys = 100_000
  /// The maximum nesting depth.
  package static let deepest = 500

  /// The first error of the JSON in `bytes`; `nil` if there is none.
  ///
  /// - Complexity: expected O(bytes).
  package static func fault(in bytes: [UInt8]) -> Fault? { fault(in: bytes.span) }

  /// The first error of the JSON in `bytes`; `nil` if there is none.
  ///
  /// - Complexity: expected O(bytes).
  package static func fault(in bytes: Span<UInt8>) -> Fault? {
    var keys = JSONKeys()
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      guard byte == UInt8(ascii: "\"") else {
        if let what = keys.pass(byte) { return fault(what, at: place, in: bytes) }
        place += 1
        continue
      }
      let end = endOfText(at: place, in: bytes)
      if keys.isKeyExpected,
        let what = keys.enter(
          JSONEscapes.replaced((place + 1..<end).map { bytes[$0] }))
      {
        return fault(what, at: place, in: bytes)
      }
      place = end + 1
    }
    return nil
  }

  /// The keys of the enclosing objects, with none for lists.
  private var open: [Set<[UInt8]>?] = []
  /// Whether the next text is a key.
  private var isKeyExpected = false

  /// Processes a byte outside strings.
  ///
  /// - Returns: The error, if any.
  private mutating func pass(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard open.count < Self.deepest else {
        return "values are nested more than \(Self.deepest) deep"
      }
      isKeyExpected = byte == UInt8(ascii: "{")
      open.append(isKeyExpected ? [] : nil)
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      _ = open.popLast()
      isKeyExpected = false
    case UInt8(ascii: ","):
      isKeyExpected = open.last.map { $0 != nil } ?? false
    default:
      break
    }
    return nil
  }

  /// Processes a key.
  ///
  /// - Returns: The error, if any.
  private mutating func enter(_ key: [UInt8]) -> String? {
    isKeyExpected = false
    guard let last = open.indices.last, open[last] != nil else { return nil }
    guard open[last]?.insert(key).inserted == true else {
      return "the key '\(Self.shown(key))' appears twice in one object"
    }
    guard open[last]?.count ?? 0 <= Self.mostKeys else {
      return "an object has more than \(Self.mostKeys) keys"
    }
    return nil
  }

  private static func fault(_ what: String, at offset: Int, in bytes: Span<UInt8>) -> Fault {
    let line = 1 + (0..<offset).count { bytes[$0] == 0x0A }
    return Fault(what: what, offset: offset, line: line)
  }

  /// A key for a message, truncated if long.
  private static func shown(_ key: [UInt8]) -> String {
    let text = String(decoding: key.prefix(60), as: UTF8.self)
    return key.count > 60 ? text + "…" : text
  }

  /// The position of the closing quote of the string that begins at `start`; the end if there is none.
  private static func endOfText(at start: Int, in bytes: Span<UInt8>) -> Int {
    var place = start + 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(place, bytes.count)
  }
}
