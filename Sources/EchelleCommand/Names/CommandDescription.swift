import ArgumentParser
import Foundation

/// The parser's own account of a command: its arguments, options and flags.
struct CommandDescription {
  struct Argument: Decodable {
    var kind: String
    var shouldDisplay: Bool
    var sectionTitle: String?
    var isOptional: Bool
    var isRepeating: Bool
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var allValues: [String]?
    var abstract: String?
    var discussion: String?

    /// Whether its value is a word of its own.
    var takesValue: Bool { kind == "option" }

    /// The long name with its dashes, such as `--law`.
    var longName: String? {
      names?.first { $0.kind == "long" }.map { "--\($0.name)" }
    }

    /// All names with their dashes, short ones first.
    var spelledNames: [String] {
      (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }.sorted {
        $0.count < $1.count
      }
    }
  }

  struct Name: Decodable {
    var kind: String
    var name: String
  }

  private struct Dump: Decodable {
    var command: Summary

    struct Summary: Decodable {
      var arguments: [Argument]?
    }
  }

  /// What the parser shows of it, but for `--help` and `--version`, which every command has.
  let arguments: [Argument]

  /// - Throws: `DecodingError`.
  init(_ command: any ParsableCommand.Type) throws {
    let dump = try JSONDecoder().decode(Dump.self, from: Data(command._dumpHelp().utf8))
    arguments = (dump.command.arguments ?? []).filter {
      $0.shouldDisplay && !["--help", "--version"].contains($0.longName)
    }
  }

  /// Its options and flags.
  var options: [Argument] { arguments.filter { $0.kind != "positional" } }
}
