import Diagnostics
import Foundation
import Platform
import Tables

/// A JSON value; logs may contain `NaN` and `Infinity`, as Python writes them.
enum LogJSON: Decodable {
  case number(Double)
  case text(String)
  case truth(Bool)
  case list([LogJSON])
  case object([String: LogJSON])
  case null

  init(from decoder: any Decoder) throws {
    if let keyed = try? decoder.container(keyedBy: Key.self) {
      var object: [String: LogJSON] = [:]
      for key in keyed.allKeys {
        object[key.stringValue] = try keyed.decode(LogJSON.self, forKey: key)
      }
      self = .object(object)
      return
    }
    if var unkeyed = try? decoder.unkeyedContainer() {
      var list: [LogJSON] = []
      while !unkeyed.isAtEnd { list.append(try unkeyed.decode(LogJSON.self)) }
      self = .list(list)
      return
    }
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let truth = try? value.decode(Bool.self) {
      self = .truth(truth)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else {
      let text = try value.decode(String.self)
      self = Self.nonFinite[text].map(LogJSON.number) ?? .text(text)
    }
  }

  private static let nonFinite = [
    "NaN": Double.nan, "Infinity": .infinity, "-Infinity": -.infinity,
  ]

  /// The document in `bytes`.
  ///
  /// - Throws: `Diagnostic` if they are not JSON, or have duplicate keys.
  static func parse(_ bytes: [UInt8], path: String) throws -> LogJSON {
    if let fault = JSONKeys.fault(in: bytes) { throw Diagnostic(fault, path: path) }
    do {
      return try JSONDecoder().decode(LogJSON.self, from: Data(quotingNonFinite(bytes)))
    } catch {
      throw Diagnostic(
        origin: Origin(file: path), what: "the JSON is broken or truncated",
        why: "no part of it can be read on its own", fix: "use the file of an earlier checkpoint")
    }
  }

  /// The document with quotes around `NaN`, `Infinity` and `-Infinity`, which are not JSON numbers.
  private static func quotingNonFinite(_ bytes: [UInt8]) -> [UInt8] {
    let names = ["NaN", "Infinity", "-Infinity"].map { Array($0.utf8) }
    let firsts = Set(names.compactMap(\.first))
    var quoted: [UInt8] = []
    quoted.reserveCapacity(bytes.count)
    var isInText = false
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if isInText, byte == UInt8(ascii: "\\"), place + 1 < bytes.count {
        quoted += bytes[place...place + 1]
        place += 2
        continue
      }
      if byte == UInt8(ascii: "\"") { isInText.toggle() }
      if !isInText, firsts.contains(byte),
        let name = names.first(where: { bytes[place...].starts(with: $0) })
      {
        quoted += [UInt8(ascii: "\"")] + name + [UInt8(ascii: "\"")]
        place += name.count
      } else {
        quoted.append(byte)
        place += 1
      }
    }
    return quoted
  }

  /// The numbers of an object, with nested ones named `outer/inner`.
  func numbers(prefix: String = "") -> [(name: String, value: Double)] {
    guard case .object(let object) = self else { return [] }
    return object.sorted { $0.key < $1.key }.flatMap { key, value -> [(String, Double)] in
      switch value {
      case .number(let number): [(prefix + key, number)]
      case .object: value.numbers(prefix: prefix + key + "/")
      default: []
      }
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
