import Foundation
import Platform
import Tables
import TrainingRuns

/// The files that the command line names, of which none is written over.
struct CommandInputs {
  private let words: [String]

  /// The inputs that the command was run with.
  static var current: CommandInputs { CommandInputs(CommandLine.arguments.dropFirst()) }

  init(_ words: some Sequence<String>) {
    self.words = Array(words)
  }

  private static let outputs = ["-o", "--output", "--report", "--results"]

  /// What may be a path: each word, what follows the equals sign of an option, and the table and
  /// descriptor of what may be the name of a dataset.
  private var paths: [String] {
    var paths: [String] = []
    var isOutput = false
    for word in words {
      let parts = word.utf8.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let option = parts.count == 2 ? String(Substring(parts[0])) : nil
      if !isOutput { paths.append(word) }
      if let option, !Self.outputs.contains(option) { paths.append(String(Substring(parts[1]))) }
      // The output is no input of itself.
      isOutput = Self.outputs.contains(word)
    }
    let store = Machine.datasetStore
    return paths.flatMap { path in
      let source = try? store.resolve(path)
      return [path] + [source?.path, source?.descriptor?.location.file].compactMap { $0 }
    }
  }

  /// Whether `place` is one of them.
  func contains(_ place: FilePlace) -> Bool {
    paths.contains { place.isSame(as: $0) }
  }

  /// The first of them that is in the folder `path`, however deep.
  func first(in path: String) -> String? {
    guard let folder = realpath(path, nil) else { return nil }
    defer { free(folder) }
    let start = Array(String(cString: folder).utf8) + [UInt8(ascii: "/")]
    return paths.first { path in
      guard let file = realpath(path, nil) else { return false }
      defer { free(file) }
      return String(cString: file).utf8.starts(with: start)
    }
  }
}
