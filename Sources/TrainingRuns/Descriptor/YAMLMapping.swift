import Diagnostics

/// The entries of a mapping, in order.
package struct YAMLMapping {
  package var entries: [(key: String, value: YAMLValue)]
  package var owner: YAMLValue

  package subscript(key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }

  /// The value of a required key.
  package func required(_ key: String) throws -> YAMLValue {
    guard let value = self[key] else {
      throw owner.error("the key '\(key)' is missing", fix: "add a line '\(key): …'")
    }
    return value
  }
}
