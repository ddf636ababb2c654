import Escaping
import Platform
import Tables
import TrainingRuns

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// The logs that a path names: a file, or all files in a folder and the folders in it.
///
/// In a folder, what cannot be a log is passed over and listed: pipes, sockets and devices, which would
/// keep a reader waiting, links to nothing, what may not be read, and names that are no text. Links are
/// followed, and a folder is read once.
public struct LogFolder: Sendable {
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

  /// Something in a folder that is not read.
  public struct PassedOver: Sendable, Equatable {
    /// Its path; what is no text in it is replaced.
    public let path: String
    /// Why, such as `a pipe`.
    public let reason: String
  }

  /// The files, sorted by their paths.
  public private(set) var entries: [Entry] = []
  /// What is there and is not read, sorted by their paths.
  public private(set) var passedOver: [PassedOver] = []
  private var visited: Set<ExactText> = []

  private static let deepest = 16

  /// Looks at `path`.
  ///
  /// - Throws: `InputError` where there is nothing at `path`, or it cannot be read.
  public init(_ path: String) throws {
    guard path != "-" else {
      entries = [Entry(path: path, isNamed: true)]
      return
    }
    try FileSystem.check(path)
    switch FileSystem.kind(of: path) {
    case .file, .stream: entries = [Entry(path: path, isNamed: true)]
    case .folder: visit(path, depth: 0)
    case nil:
      throw InputError(
        location: SourceLocation(file: path), what: "no such file or folder",
        fix: "name a log, or a folder of logs")
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

  /// Why what is at `path` cannot be read; `nil` where it can.
  private static func obstacle(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let code = errno
      let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
      return isLink && code == ENOENT ? "a link to nothing" : String(cString: strerror(code))
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
