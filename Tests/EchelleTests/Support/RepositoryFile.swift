import Foundation

/// A file of the repository.
struct RepositoryFile {
  /// Its path, relative to the root.
  var path: String

  /// Its text.
  func text() throws -> String {
    try String(contentsOf: Command.packageRoot.appendingPathComponent(path), encoding: .utf8)
  }

  /// The regular files in folders of the repository, sorted.
  ///
  /// - Parameters:
  ///   - folders: The folders, relative to the root; empty for the root itself.
  ///   - depth: How deep to look; everything by default.
  ///   - isWanted: Whether a file of this name is wanted.
  /// - Returns: The files.
  /// - Throws: If a folder cannot be read.
  static func all(
    under folders: [String], depth: Int = .max, named isWanted: (String) -> Bool
  ) throws -> [RepositoryFile] {
    try folders.flatMap { try files(in: $0, depth: depth, named: isWanted) }
  }

  private static func files(
    in folder: String, depth: Int, named isWanted: (String) -> Bool
  ) throws -> [RepositoryFile] {
    let url =
      folder.isEmpty ? Command.packageRoot : Command.packageRoot.appendingPathComponent(folder)
    let entries = try FileManager.default.contentsOfDirectory(
      at: url, includingPropertiesForKeys: [.isDirectoryKey])
    return try entries.sorted { $0.lastPathComponent < $1.lastPathComponent }.flatMap { entry in
      let name = entry.lastPathComponent
      let path = folder.isEmpty ? name : folder + "/" + name
      let isFolder = try entry.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false
      guard isFolder else { return isWanted(name) ? [RepositoryFile(path: path)] : [] }
      return depth > 1 && name != ".build" && name != ".git"
        ? try files(in: path, depth: depth - 1, named: isWanted) : []
    }
  }
}
