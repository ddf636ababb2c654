package import Diagnostics
import Tables
import Yams

/// A value of a YAML document, with its location and strict accessors.
package struct YAMLValue {
  private let node: Node
  /// The location of the document.
  private let source: Origin

  private init(_ node: Node, in source: Origin) {
    self.node = node
    self.source = source
  }

  /// The root of the one document in `text`.
  ///
  /// - Parameters:
  ///   - text: The YAML.
  ///   - file: The file, for errors.
  ///   - example: Example contents, for the error about an empty file.
  /// - Throws: `Diagnostic` if the text is not YAML, is empty, or has duplicate keys.
  package init(parsing text: String, file: String, example: String) throws {
    try self.init(parsing: text, in: Origin(file: file), example: example)
  }

  /// The value given for a setting.
  ///
  /// - Throws: As ``init(parsing:file:example:)``.
  package init(parsing text: String, option: Phrase, example: String) throws {
    try self.init(parsing: text, in: Origin(option: option), example: example)
  }

  private init(parsing text: String, in source: Origin, example: String) throws {
    self.source = source
    do {
      // Windows editors begin a file with a byte-order mark.
      let marked = text.unicodeScalars.first == "\u{FEFF}"
      let text = marked ? String(text.unicodeScalars.dropFirst()) : text
      guard let root = try Parser(yaml: text).singleRoot() else {
        throw Diagnostic(
          origin: source, what: "the file is empty",
          fix: "write \(example)")
      }
      node = root
    } catch let error as YamlError {
      throw Self.fault(error, in: source)
    }
  }

  /// The start of the value.
  package var location: Origin {
    var location = source
    location.line = node.mark?.line
    location.column = node.mark?.column
    return location
  }

  /// Whether this is YAML's and JSON's null.
  package var isNull: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .any || scalar.style == .plain else {
      return false
    }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// The number of elements of a sequence, or keys of a mapping; `nil` for a scalar.
  package var count: Int? {
    switch node {
    case .sequence(let sequence): sequence.count
    case .mapping(let mapping): mapping.count
    default: nil
    }
  }

  /// The text of a scalar.
  package func text() throws -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
      throw error("expected a text, found \(found)")
    }
    // The system treats NUL as the end of a path.
    guard !scalar.string.utf8.contains(0) else { throw error("the text contains a NUL character") }
    return scalar.string
  }

  /// The texts of a sequence of scalars, or of a single scalar.
  package func texts() throws -> [String] {
    guard case .sequence = node else { return [try text()] }
    return try elements().map { try $0.text() }
  }

  /// The value of a number.
  package func number() throws -> Double {
    guard case .scalar(let scalar) = node, let value = parseQuantity(scalar.string), value.isFinite
    else { throw error("expected a number, found \(found)") }
    return value
  }

  /// The value of `true` or `false`.
  package func truth() throws -> Bool {
    guard case .scalar(let scalar) = node, let value = Bool(scalar.string) else {
      throw error("expected true or false, found \(found)")
    }
    return value
  }

  /// The elements of a sequence.
  package func elements() throws -> [YAMLValue] {
    guard case .sequence(let sequence) = node else {
      throw error("expected a list, found \(found)")
    }
    return sequence.map { YAMLValue($0, in: source) }
  }

  /// The numbers of a mapping with any keys.
  package func numbers() throws -> [String: Double] {
    try mapping(keys: nil).entries.reduce(into: [:]) { $0[$1.key] = try $1.value.number() }
  }

  /// The entries of a mapping, whose keys are among `keys`.
  package func mapping(keys: [String]?) throws -> YAMLMapping {
    guard case .mapping(let mapping) = node else {
      throw error("expected keys and values, found \(found)")
    }
    let entries = try mapping.map { keyNode, value in
      let key = YAMLValue(keyNode, in: source)
      let name = try key.text()
      if let keys, !keys.contains(name) {
        let near = nearestNames(to: name, in: keys)
        throw key.error(
          "unknown key '\(name)'", why: "the keys here are \(listed(keys, showing: 20))",
          fix: near.isEmpty ? "remove it" : "did you mean \(listed(near))?")
      }
      return (name, YAMLValue(value, in: source))
    }
    return YAMLMapping(entries: entries, owner: self)
  }

  /// An error about this value.
  package func error(_ what: Phrase, why: Phrase? = nil, fix: Phrase? = nil) -> Diagnostic {
    Diagnostic(origin: location, what: what, why: why, fix: fix)
  }

  private var found: String {
    switch node {
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : Diagnostic.quote(scalar.string)
    case .sequence: "a list"
    case .mapping: "keys and values"
    case .alias: "an alias"
    }
  }

  private static func fault(_ error: YamlError, in source: Origin) -> Diagnostic {
    var location = source
    let what: String
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      location.line = mark.line
      location.column = mark.column
      what =
        problem.hasPrefix("Maximum nesting level") ? "it is nested too deeply" : problem
    case .duplicatedKeysInMapping(let duplicates, let context):
      location.line = context.mark.line
      location.column = context.mark.column
      what = "\(listed(duplicates)) appears more than once"
    case .reader(let problem, _, _, _): what = problem
    default: what = "\(error)"
    }
    return Diagnostic(origin: location, what: "invalid YAML: \(what)")
  }
}
