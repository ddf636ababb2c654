import Foundation
import Testing

/// A JSON document, read by paths such as `coefficients.E.estimate` and `plans.0.loss.estimate`.
///
/// `JSONSerialization` is not used: on Linux it loses the last bits of some numbers.
struct JSONDocument {
  private let root: JSONValue

  init(_ text: String) throws {
    root = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
  }

  /// The number at `path`.
  func number(_ path: String) throws -> Double {
    guard case .number(let number) = root[path] else { throw Missing(what: "number", path: path) }
    return number
  }

  /// The text at `path`.
  func text(_ path: String) throws -> String {
    guard case .text(let text) = root[path] else { throw Missing(what: "text", path: path) }
    return text
  }

  /// The list at `path`.
  func list(_ path: String) throws -> [JSONValue] {
    guard case .list(let list) = root[path] else { throw Missing(what: "list", path: path) }
    return list
  }

  /// Whether there is a key at `path` whose value is null.
  func isNull(_ path: String) -> Bool { root[path] == .null }

  /// The value at `path`; `nil` where there is none.
  subscript(path: String) -> JSONValue? { root[path] }

  private struct Missing: Error, CustomStringConvertible {
    let what: String
    let path: String
    var description: String { "there is no \(what) at \(path)" }
  }
}

/// Any JSON value.
enum JSONValue: Decodable, Equatable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// The value at a path of keys and indices with dots between them; `nil` where there is none.
  subscript(path: String) -> JSONValue? {
    path.split(separator: ".").reduce(self as JSONValue?) { value, key in
      switch value {
      case .list(let list): Int(key).flatMap { list.indices.contains($0) ? list[$0] : nil }
      case .object(let object): object[String(key)]
      default: nil
      }
    }
  }
}
