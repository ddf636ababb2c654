import Diagnostics
import TrainingRuns

/// A model's architecture, from a file or from a few options.
///
/// A file is a `config.json` of Hugging Face Transformers, in which `model_type` names the architecture, or
/// JSON or YAML with keys of Echelle's own:
///
///     layers: 32
///     width: 4096
///     heads: 32
///     key_value_heads: 8
///     vocabulary: 128256
///     feed_forward_width: 14336
///     gated: true
///
/// Both kinds of names may be mixed. Without `model_type`, unknown keys are errors.
public struct ModelConfiguration {
  /// The configuration's name, as the user gave it.
  public let name: String
  /// Its location.
  let location: Origin
  /// Its values, without those that are null.
  private let values: [(key: String, value: YAMLValue)]

  /// Reads a configuration.
  ///
  /// - Parameters:
  ///   - text: JSON or YAML.
  ///   - path: Where the text was read, for errors; also its name.
  /// - Throws: `Diagnostic` if the text is neither, or not an object.
  public init(parsing text: String, path: String) throws {
    let root = try YAMLValue(
      parsing: text, file: path,
      example: "{layers: 12, width: 768, heads: 12, vocabulary: 50257}")
    name = path
    location = Origin(file: path)
    values = try root.mapping(keys: nil).entries.filter { !$0.value.isNull }
  }

  /// Reads the file at `path`, or the `config.json` in the folder at `path`.
  ///
  /// - Throws: `Diagnostic` if there is none, or it is not a configuration.
  public init(path: String) throws {
    let isFolder = FileSystem.kind(of: path) == .folder
    let file = isFolder ? FileSystem.join(path, "config.json") : path
    let kind = FileSystem.kind(of: file)
    guard kind == .file || kind == .stream && !isFolder else {
      throw Diagnostic(
        origin: Origin(file: path),
        what: isFolder ? "the folder has no config.json" : "no such file or folder",
        why: "a model is described by a config.json, or by layers, width, heads and vocabulary",
        fix: "give such a file, or pass \(.layers), \(.width), \(.heads) and \(.vocabulary)")
    }
    try self.init(parsing: FileSystem.text(ofFile: file), path: file)
  }

  /// A configuration from user options, with Echelle's own keys.
  ///
  /// - Parameter options: For each option, its name to the user, its key and its value.
  /// - Throws: `Diagnostic` if a value is not YAML.
  public init(options: [(name: String, key: String, value: String)]) throws {
    name = "options"
    location = Origin(option: "\(.layers), \(.width), \(.heads), \(.vocabulary)")
    values = try options.map { option in
      (
        option.key,
        try YAMLValue(parsing: option.value, option: Phrase(option.name), example: "a number")
      )
    }
  }

  /// The keys that have a value.
  var keys: [String] { values.map(\.key) }

  subscript(key: String) -> YAMLValue? { values.first { $0.key == key }?.value }

  /// The value of `key` under any of its names; an error if two names have different values.
  subscript(key: ConfigurationKey) -> YAMLValue? {
    get throws {
      let found = key.names.compactMap { name in self[name].map { (name: name, value: $0) } }
      guard let first = found.first else { return nil }
      for other in found.dropFirst() where try other.value.text() != first.value.text() {
        throw other.value.error(
          "'\(first.name)' is \(try first.value.text()) and '\(other.name)' \(try other.value.text())",
          why: "both are \(key.meaning)", fix: "keep one of them")
      }
      return first.value
    }
  }

  /// The error that `value` is invalid; options have no line numbers.
  func error(_ value: YAMLValue, _ what: Phrase, why: Phrase? = nil, fix: Phrase? = nil)
    -> Diagnostic
  {
    var location = value.location
    if location.isOption {
      location.line = nil
      location.column = nil
    }
    return Diagnostic(origin: location, what: what, why: why, fix: fix)
  }
}

extension ModelConfiguration {
  /// A required whole number.
  func required(_ key: ConfigurationKey) throws -> Double {
    guard let value = try self[key] else { throw missing(key) }
    return try whole(value)
  }

  /// An optional whole number.
  func optional(_ key: ConfigurationKey) throws -> Double? { try self[key].map { try whole($0) } }

  /// A whole number under a name that only some architectures have.
  func required(_ key: String, _ meaning: String) throws -> Double {
    guard let value = self[key] else { throw missing([key], meaning) }
    return try whole(value)
  }

  /// An optional whole number under such a name.
  func optional(_ key: String) throws -> Double? { try self[key].map { try whole($0) } }

  /// An optional Boolean under such a name.
  func truth(_ key: String) throws -> Bool? { try self[key]?.truth() }

  /// An optional Boolean.
  func truth(_ key: ConfigurationKey) throws -> Bool? { try self[key]?.truth() }

  /// A whole number from `least` to 10⁹.
  func whole(_ value: YAMLValue, least: Double = 0) throws -> Double {
    let number = try? value.number()
    guard let number, number == number.rounded(), (least...1e9).contains(number) else {
      let text = (try? value.text()).map { ", found \(Diagnostic.quote($0))" } ?? ""
      throw error(value, "expected a whole number up to 1e9\(text)")
    }
    return number
  }

  /// The error that a value is missing.
  func missing(_ key: ConfigurationKey) -> Diagnostic {
    missing(
      self["model_type"] == nil ? key.names : key.names.dropFirst() + [key.rawValue], key.meaning)
  }

  private func missing(_ names: [String], _ meaning: String) -> Diagnostic {
    let unknown = keys.filter { !Architecture.knownKeys.contains($0) }
    let near = names.flatMap { nearestNames(to: $0, in: unknown) }.first
    let name = near.flatMap { nearestNames(to: $0, in: names).first } ?? names[0]
    return Diagnostic(
      origin: location, what: "the key '\(name)', \(meaning), is missing",
      why: names.count > 1
        ? "accepted names: \(names.map { "'\($0)'" }.joined(separator: ", "))" : nil,
      fix: near.map { "rename '\($0)' to '\(name)'" } ?? "add the key '\(name)'")
  }
}
