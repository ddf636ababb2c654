import Foundation

/// ArgumentParser's JSON description of the command.
struct CommandDump: Decodable {
  var command: Node

  struct Node: Decodable {
    var commandName: String
    var arguments: [Argument]?
    var subcommands: [Node]?
  }

  struct Argument: Decodable {
    var kind: String
    var names: [Name]?
    var isRepeating: Bool
    var abstract: String?
    var allValues: [String]?
  }

  struct Name: Decodable {
    var kind: String
    var name: String
  }

  /// The options of all commands that do something, but for those of the parser itself.
  var options: [DumpedOption] {
    leaves(command, []).flatMap { path, node in
      (node.arguments ?? []).flatMap { argument in
        (argument.names ?? []).filter {
          $0.kind == "long" && !["help", "version"].contains($0.name)
        }
        .map { name in
          DumpedOption(
            command: path.joined(separator: " "), name: "--" + name.name,
            takesValue: argument.kind == "option", isRepeating: argument.isRepeating,
            help: argument.abstract ?? "", values: argument.allValues ?? [])
        }
      }
    }
  }

  private func leaves(_ node: Node, _ path: [String]) -> [(path: [String], node: Node)] {
    let below = (node.subcommands ?? []).filter { $0.commandName != "help" }
    guard !below.isEmpty else { return [(path, node)] }
    return below.flatMap { leaves($0, path + [$0.commandName]) }
  }
}

/// One option of one command.
struct DumpedOption: Sendable {
  /// The words that call the command, such as `energy train`.
  let command: String
  /// The long name, with its dashes.
  let name: String
  let takesValue: Bool
  let isRepeating: Bool
  /// The line of the help: options that share it are declared in one place.
  let help: String
  /// The values, where they are listed.
  let values: [String]
}
