import Diagnostics
import Foundation
import Testing

@testable import EchelleCommand

/// Libraries name settings, and the command alone knows its options.
@Suite("Settings")
struct SettingTests {
  /// The long names of the command's options and flags, with their dashes.
  private func options() async throws -> Set<String> {
    struct Dump: Decodable {
      var command: Help
    }
    struct Help: Decodable {
      struct Argument: Decodable {
        struct Name: Decodable {
          var name: String
        }
        var names: [Name]?
      }
      var arguments: [Argument]?
      var subcommands: [Help]?

      var names: [String] {
        (arguments ?? []).flatMap { $0.names ?? [] }.map(\.name)
          + (subcommands ?? []).flatMap(\.names)
      }
    }
    let dump = try await Sandbox().echelle("--experimental-dump-help")
    let names = try JSONDecoder().decode(Dump.self, from: Data(dump.output.utf8)).command.names
    return Set(names.filter { $0.count > 1 }.map { "--\($0)" })
  }

  @Test("Every setting is an option of the command.")
  func spelling() async throws {
    let options = try await options()
    for setting in Setting.allCases {
      #expect(options.contains(setting.option), "\(setting.rawValue): \(setting.option)")
    }
  }

  @Test(
    "A setting is spelled with what it is of and its value, quoted as a shell needs it.",
    arguments: [
      ("\(.filter)", "--where"), ("\(.invalidRows, "skip")", "--invalid-rows skip"),
      ("\(.unit, of: "tokens", "billions")", "--unit tokens=billions"),
      ("\(.unit, of: "loss", quoted: "bits")", "--unit 'loss=bits'"),
      ("\(.column, of: "loss", name: "loss")", "--columns loss=loss"),
      ("\(.column, of: "loss", name: "val loss")", "--columns 'loss=val loss'"),
      ("\(.column, of: "run", "")", "--columns run="),
    ] as [(Phrase, String)])
  func values(_ phrase: Phrase, _ text: String) {
    #expect(phrase.text(.options) == text)
  }

  /// Files that write the command lines of other programs, whose options may have the same names.
  private static let otherPrograms: Set<String> = ["SlurmJob.swift", "Transfer.swift"]

  /// Whether a file holds the text of a JSON Schema, which documents what the command writes.
  private func isSchema(_ file: URL) -> Bool {
    file.path.contains("/Sources/Documents/") && file.lastPathComponent.hasSuffix("Document.swift")
  }

  @Test("No library names an option in a text.")
  func libraries() async throws {
    let options = try await options()
    let sources = Command.packageRoot.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    var found: [String] = []
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
      guard !file.path.contains("/Sources/EchelleCommand/"),
        !Self.otherPrograms.contains(file.lastPathComponent), !isSchema(file)
      else { continue }
      for (line, text) in try code(of: file).enumerated() {
        for word in words(of: text) where options.contains(word) {
          found.append("\(file.lastPathComponent):\(line + 1): \(word)")
        }
      }
    }
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  /// The lines of a file without comments that begin one.
  private func code(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " }.hasPrefix("//") ? "" : String($0) }
  }

  /// The words that begin with two dashes.
  private func words(of text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
      .filter { $0.hasPrefix("--") }
  }
}
