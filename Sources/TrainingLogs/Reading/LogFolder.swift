import Diagnostics
import Escaping
import Platform
import Tables
import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The logs at a path: a file, or all files in a folder and its subfolders.
///
/// In a folder, entries that cannot be logs are skipped and listed: pipes, sockets and devices, which would
/// block, dangling links and links out of the folder, unreadable files, and
/// names that are not text. Links within the folder are followed, and each folder is read once.
public struct LogFolder: Sendable {
  /// A file to be read as a log.
  public struct Entry: Sendable {
    /// The path of the file; `-` is standard input.
    public let path: String
    /// Files of the same folder that continue the same run, in order: TensorBoard begins a file
    /// whenever a run is resumed.
    public var continuations: [String] = []
    /// Whether the file was given explicitly and must be a log.
    public let isNamed: Bool
  }

  /// A skipped entry of a folder.
  public struct PassedOver: Sendable, Equatable {
    /// Its path, with invalid text replaced.
    public let path: String
    /// The reason, such as `a pipe`.
    public let reason: String
  }

  /// The files, sorted by their paths.
  public private(set) var entries: [Entry] = []
  /// The skipped entries, sorted by path.
  public private(set) var passedOver: [PassedOver] = []
  private var visited: Set<ExactText> = []
  /// The given folder.
  private var root = ""

  private static let deepest = 16

  /// Inspects `path`.
  ///
  /// - Throws: `Diagnostic` if there is nothing at `path`, or it cannot be read.
  public init(_ path: String) throws {
    guard path != "-" else {
      entries = [Entry(path: path, isNamed: true)]
      return
    }
    try FileSystem.check(path)
    switch FileSystem.kind(of: path) {
    case .file, .stream: entries = [Entry(path: path, isNamed: true)]
    case .folder:
      root = path
      visit(path, depth: 0)
    case nil:
      throw Diagnostic(
        origin: Origin(file: path), what: "no such file or folder",
        fix: "give a log, or a folder of logs")
    }
  }

  private mutating func visit(_ folder: String, depth: Int) {
    guard visited.insert(ExactText(FileSystem.resolved(folder) ?? folder)).inserted else { return }
    guard depth < Self.deepest else {
      return passOver(folder, "folders are nested more than \(Self.deepest) deep")
    }
    let names: [String]
    do {
      let found = try Folder.readableNames(in: folder)
      names = found.names.filter { !$0.hasPrefix(".") }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      for name in found.malformed.sorted() {
        passOver(FileSystem.join(folder, name), "its name is not UTF-8")
      }
    } catch {
      return passOver(folder, error.reason)
    }
    var eventFiles: Int?
    for name in names {
      let path = FileSystem.join(folder, name)
      if let reason = Self.obstacle(path) {
        passOver(path, reason)
      } else if FileSystem.isLink(path, outOf: root) {
        passOver(path, "a link that leads out of the folder; pass its target as well")
      } else if FileSystem.kind(of: path) == .folder {
        visit(path, depth: depth + 1)
      } else if name.contains(".tfevents."), let eventFiles {
        entries[eventFiles].continuations.append(path)
      } else {
        if name.contains(".tfevents.") { eventFiles = entries.count }
        entries.append(Entry(path: path, isNamed: false))
      }
    }
  }

  private mutating func passOver(_ path: String, _ reason: String) {
    passedOver.append(PassedOver(path: path, reason: reason))
  }

  /// Why the entry at `path` cannot be read; `nil` if it can.
  private static func obstacle(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let code = errno
      let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
      return isLink && code == ENOENT ? "a dangling link" : String(cString: strerror(code))
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return nil
    case S_IFREG:
      guard access(path, R_OK) == 0 else { return String(cString: strerror(errno)) }
      return status.st_size > memoryLimit ? "\(status.st_size) bytes, too many for memory" : nil
    case S_IFIFO: return "a pipe"
    case S_IFSOCK: return "a socket"
    default: return "a device"
    }
  }
}
