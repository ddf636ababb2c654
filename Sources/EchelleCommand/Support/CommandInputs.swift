import Batch
import Diagnostics
import Foundation
import Platform
import ScalingLaws
import Tables
import TrainingLogs
import TrainingRuns

/// The files that a command reads, none of which may be overwritten: those that its words name, those in
/// the folders and manifests they name, standard input, and the results of a batch.
struct CommandInputs {
  private let words: [String]

  /// The inputs that the command was run with.
  static var current: CommandInputs { CommandInputs(CommandLine.arguments.dropFirst()) }

  init(_ words: some Sequence<String>) {
    self.words = Array(words)
  }

  private static let outputs = ["-o", "--output", "--report", "--results"]

  /// Possible paths: each word, the text after the equals sign of an option, and the table and descriptor
  /// where a word names a dataset.
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
    return paths.flatMap { [$0] + datasetFiles($0) + manifestFiles($0) } + ["/dev/stdin"]
  }

  /// The table and the descriptor of a possible dataset.
  private func datasetFiles(_ path: String) -> [String] {
    let source = try? Machine.datasetStore.resolve(path)
    return [source?.path, source?.descriptor?.location.file].compactMap { $0 }
  }

  /// The files of the datasets in a possible manifest.
  private func manifestFiles(_ path: String) -> [String] {
    guard BatchManifest.isManifest(path),
      let manifest = try? BatchManifest(
        path: path, reading: ReadingOptions(), fitting: FitOptions())
    else { return [] }
    return manifest.datasets.flatMap { [$0] + datasetFiles($0) }
  }

  /// The logs and tables in a possible folder of them.
  private func folderFiles(_ path: String) -> [String] {
    guard FileSystem.kind(of: path) == .folder,
      FileSystem.kind(of: FileSystem.join(path, DatasetDescriptor.fileName)) == nil
    else { return [] }
    return ((try? LogFolder(path).entries) ?? []).flatMap { [$0.path] + $0.continuations }
  }

  /// Whether `place` is one of them, or a result of a batch.
  func contains(_ place: FilePlace) -> Bool {
    paths.contains { path in
      place.isSame(as: path) || folderFiles(path).contains { place.isSame(as: $0) }
    } || isResult(place)
  }

  /// Whether `place` is a file that a batch writes into the folder of `--results`.
  private func isResult(_ place: FilePlace) -> Bool {
    guard let file = realpath(place.target, nil) else { return false }
    defer { free(file) }
    let bytes = Array(String(cString: file).utf8)
    return values(of: "--results").contains { results in
      guard let folder = realpath(results, nil) else { return false }
      defer { free(folder) }
      let start = Array(String(cString: folder).utf8) + [UInt8(ascii: "/")]
      guard bytes.starts(with: start) else { return false }
      return ResultsFolder.writes(String(decoding: bytes.dropFirst(start.count), as: UTF8.self))
    }
  }

  /// The values of an option.
  private func values(of option: String) -> [String] {
    zip(words, words.dropFirst()).filter { $0.0 == option }.map(\.1)
      + words.filter { $0.hasPrefix(option + "=") }.map { String($0.dropFirst(option.count + 1)) }
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
