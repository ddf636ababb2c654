/// The names in quotes, separated by commas; beyond the limit they are counted, unless only one is left.
package func listed(_ names: some Collection<String>, showing most: Int = 8) -> String {
  let limit = names.count == most + 1 ? names.count : most
  let shown = names.prefix(limit).map { "'\($0)'" }.joined(separator: ", ")
  return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
}

/// The parts as one enumeration: `a`, `a and b`, `a, b and c`.
package func enumerated(_ parts: [String], last conjunction: String = "and") -> String {
  guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
  return "\(parts.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
}

/// The parts as one enumeration: `a`, `a and b`, `a, b and c`.
package func enumerated(_ parts: [Phrase], last conjunction: String = "and") -> Phrase {
  guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
  return "\(parts.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
}

/// `1 row`, `5 rows`.
package func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// A number without a trailing `.0`.
package func plain(_ value: Double) -> String {
  Int(exactly: value).map(String.init) ?? "\(value)"
}
