import Escaping
import Tables

/// The logs that a path names: a file, or all files in a folder and the folders in it.
public enum LogFolder {
  /// A file to be read as a log.
  public struct Entry: Sendable {
    /// The path of the file; `-` is standard input.
    public let path: String
    /// Files of the same folder that go on with the same run, in their order: TensorBoard begins a file
    /// whenever a run is taken up.
    public var continuations: [String] = []
    /// Whether the file was named itself, so that it has to be a log.
    public let isNamed: Bool
  }

  private static let deepest = 16

  /// The files, sorted by their paths; links are followed, and a folder is read once.
  ///
  /// - Throws: `InputError` where there is nothing at `path`.
  public static func entries(_ path: String) throws -> [Entry] {
    if path == "-" { return [Entry(path: path, isNamed: true)] }
    try FileSystem.check(path)
    switch FileSystem.kind(of: path) {
    case .file: return [Entry(path: path, isNamed: true)]
    case .folder:
      var visited: Set<ExactText> = []
      return files(in: path, depth: 0, &visited)
    case nil:
      throw InputError(
        location: SourceLocation(file: path), what: "no such file or folder",
        fix: "name a log, or a folder of logs")
    }
  }

  private static func files(
    in folder: String, depth: Int, _ visited: inout Set<ExactText>
  ) -> [Entry] {
    guard depth < deepest,
      visited.insert(ExactText(FileSystem.resolved(folder) ?? folder)).inserted
    else { return [] }
    var entries: [Entry] = []
    var eventFiles: Int?
    for name in FileSystem.names(inFolder: folder) {
      let path = FileSystem.join(folder, name)
      if FileSystem.kind(of: path) == .folder {
        entries += files(in: path, depth: depth + 1, &visited)
      } else if name.contains(".tfevents."), let eventFiles {
        entries[eventFiles].continuations.append(path)
      } else {
        if name.contains(".tfevents.") { eventFiles = entries.count }
        entries.append(Entry(path: path, isNamed: false))
      }
    }
    return entries
  }
}
