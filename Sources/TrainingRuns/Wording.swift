/// The names in quotes, with commas; from the ninth on they are counted, unless that is the last.
func listed(_ names: some Collection<String>, showing most: Int = 8) -> String {
  let limit = names.count == most + 1 ? names.count : most
  let shown = names.prefix(limit).map { "'\($0)'" }.joined(separator: ", ")
  return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
}

/// The parts as one enumeration: `a`, `a and b`, `a, b and c`.
func enumerated(_ parts: [String], last conjunction: String = "and") -> String {
  guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
  return "\(parts.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
}

/// The option that gives `role` to the column `header`, quoted for a shell where it has to be.
func columnsOption(_ role: ColumnRole, _ header: String) -> String {
  let value = "\(role.rawValue)=\(header)"
  let isPlain = value.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "_-./=:,+@%".utf8.contains(byte)
    }
  }
  let quoted =
    isPlain
    ? value
    : "'\(value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
  return "--columns \(quoted)"
}

/// `1 row`, `5 rows`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
