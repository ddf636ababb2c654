import Foundation
import Testing

/// A JSON document, read by paths such as `coefficients.E.estimate` and `plans.0.loss.estimate`.
struct JSONDocument {
  private let root: Any

  init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
  }

  /// The number at `path`.
  func number(_ path: String) throws -> Double {
    try #require(value(path) as? Double, "no number at \(path)")
  }

  /// The text at `path`.
  func text(_ path: String) throws -> String {
    try #require(value(path) as? String, "no text at \(path)")
  }

  /// The list at `path`.
  func list(_ path: String) throws -> [Any] {
    try #require(value(path) as? [Any], "no list at \(path)")
  }

  /// Whether there is a key at `path` whose value is null.
  func isNull(_ path: String) -> Bool { value(path) is NSNull }

  /// The document without what is at `keys` within the top object, as text in a fixed order.
  func text(without path: String) throws -> String {
    let cut = removing(path.split(separator: ".").map(String.init)[...], from: root)
    let data = try JSONSerialization.data(withJSONObject: cut, options: [.sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }

  private func value(_ path: String) -> Any? {
    path.split(separator: ".").reduce(root as Any?) { value, key in
      if let list = value as? [Any], let index = Int(key), list.indices.contains(index) {
        return list[index]
      }
      return (value as? [String: Any])?[String(key)]
    }
  }

  private func removing(_ path: ArraySlice<String>, from value: Any) -> Any {
    guard let key = path.first, var object = value as? [String: Any] else { return value }
    object[key] = path.count == 1 ? nil : object[key].map { removing(path.dropFirst(), from: $0) }
    return object
  }
}
