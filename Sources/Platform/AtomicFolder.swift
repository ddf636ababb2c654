internal import CPlatform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A folder that is whole or absent, and that replaces only what was written by it.
///
/// It is made as a draft beside its place and takes its place in one step: an older one is exchanged for
/// it (`RENAME_EXCHANGE` on Linux, `RENAME_SWAP` on macOS), so that there is no instant without a report.
/// Where a file system cannot exchange, the older one has the name `.NAME.echelle-old` for the instant
/// between two renames; a process that is killed there leaves it under that name, and the next one that
/// looks at the folder puts it back.
package struct AtomicFolder {
  /// The name of the file in it that lists what was written.
  package static let manifestName = FolderManifest.name

  /// Its path, as it was given.
  package let path: String
  private let exchanges: Bool

  /// The folder at `path`; without `exchanges`, as on a file system that cannot exchange.
  package init(_ path: String, exchanges: Bool = true) {
    var bytes = Substring(path).utf8
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    // What is called . or .. has a name of its own in the folder that it is in.
    let name = bytes.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) }
    let resolved = name == "." || name == ".." ? realpath(path, nil) : nil
    self.path = resolved.map { String(cString: $0) } ?? String(Substring(bytes))
    free(resolved)
    self.exchanges = exchanges
  }

  /// What is at a place.
  package enum Occupant: Sendable, Equatable {
    case nothing, file, emptyFolder
    /// A folder that was written by Echelle, with the files in it that were not, and those that were
    /// changed since.
    case own(strangers: [String], changed: [String] = [])
    /// A folder that was not.
    case other
  }

  /// Why a folder was not written.
  package enum Refusal: Error, Sendable, Equatable {
    case occupied(Occupant)
  }

  /// What is at the place now, after a folder that was under way between two renames has come back.
  ///
  /// Nothing is removed.
  ///
  /// - Throws: ``SystemError`` where links go in a circle.
  package func occupant() throws(SystemError) -> Occupant {
    try occupant(recovered())
  }

  /// Writes the folder.
  ///
  /// - Parameters:
  ///   - replaces: Whether one that is there is replaced. Otherwise, of several processes that write to one
  ///     place exactly one succeeds.
  ///   - fill: Writes the files into the draft whose path it is given.
  /// - Returns: The files in it, sorted, what `fill` returns, and where an older folder is left that could
  ///   not be removed; nothing of it is lost then.
  /// - Throws: ``Refusal``, ``SystemError``, `CancellationError`, and what `fill` throws; then there is what
  ///   was there before, and nothing else.
  package func write<Value>(
    replacing replaces: Bool, _ fill: (String) async throws -> Value
  ) async throws -> (files: [String], value: Value, leftover: String?) {
    try refuse(occupant(), replaces: replaces)
    let place = try recovered()
    let draft = try DraftFolder(in: place.folder)
    let files: [String]
    let value: Value
    do {
      value = try await fill(draft.path)
      files = try list(draft.path)
      if place.kind == .folder { chmod(draft.path, place.status.st_mode & 0o7777) }
      Folder.synchronize(draft.path, files: files)
      try Task.checkCancellation()
      try put(draft.path, in: place, replaces: replaces)
    } catch {
      draft.remove()
      throw error
    }
    Folder.synchronize(place.folder)
    // Once the draft is in its place, its path is that of what was there before.
    let isGone = draft.remove()
    if let old = old(place) { Self.remove(old) }
    return (files, value, isGone ? nil : draft.path)
  }

  /// Writes the manifest of a draft.
  ///
  /// - Returns: The files in it, sorted.
  private func list(_ draft: String) throws -> [String] {
    guard let folder = OpenFolder(draft) else { throw SystemError(path: draft) }
    let manifest = FolderManifest(listing: folder)
    try manifest.write(to: draft)
    return manifest.files.map(\.path)
  }

  private func occupant(_ place: FilePlace) -> Occupant {
    switch place.kind {
    case .absent: return .nothing
    case .file, .stream: return .file
    case .folder: break
    }
    if let folder = OpenFolder(place.target), let manifest = FolderManifest(of: folder) {
      let others = manifest.others(in: folder)
      return .own(strangers: others.strangers, changed: others.changed)
    }
    return Folder.names(in: place.target).isEmpty ? .emptyFolder : .other
  }

  private func refuse(_ occupant: Occupant, replaces: Bool) throws(Refusal) {
    switch occupant {
    case .nothing: return
    case .emptyFolder where replaces, .own(strangers: [], changed: []) where replaces: return
    case .file, .emptyFolder, .own, .other: throw .occupied(occupant)
    }
  }

  private func put(_ draft: String, in place: FilePlace, replaces: Bool) throws {
    if replaces, place.kind == .folder {
      if exchanges, echelle_exchange(draft, place.target) == 0 {
        // Whoever put a file there meanwhile gets the folder back.
        do {
          try refuse(occupant(FilePlace(draft)), replaces: true)
        } catch {
          _ = echelle_exchange(draft, place.target)
          throw error
        }
        return
      }
      guard !exchanges || errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else {
        throw SystemError(path: path)
      }
      return try swap(draft, place)
    }
    guard echelle_rename_to_new(draft, place.target) != 0 else { return }
    var error = SystemError(path: path)
    if error.code == EINVAL || error.code == ENOSYS || error.code == ENOTSUP {
      // An empty folder is made by one process alone, and is replaced by a rename.
      if mkdir(place.target, 0o700) == 0, rename(draft, place.target) == 0 { return }
      error = SystemError(path: path)
    }
    if error.code == EEXIST || error.code == ENOTEMPTY {
      guard replaces else { throw Refusal.occupied(try occupant()) }
      // Another process has made it since this one looked.
      try refuse(occupant(), replaces: true)
      return try put(draft, in: FilePlace(path), replaces: true)
    }
    throw error
  }

  /// Replaces the folder by two renames.
  private func swap(_ draft: String, _ place: FilePlace) throws(SystemError) {
    let old = oldPath(place)
    Self.remove(old)
    guard rename(place.target, old) == 0 else { throw SystemError(path: path) }
    guard rename(draft, place.target) == 0 else {
      let error = SystemError(path: path)
      rename(old, place.target)
      throw error
    }
  }

  private func oldPath(_ place: FilePlace) -> String {
    let name = Substring(place.target).utf8.split(separator: UInt8(ascii: "/")).last
    return "\(place.folder)/.\(name.map { String(Substring($0)) } ?? "").echelle-old"
  }

  /// The folder that a process which was killed between two renames has left, if it is this user's.
  private func old(_ place: FilePlace) -> String? {
    let path = oldPath(place)
    guard let folder = OpenFolder(path), folder.isOwn, FolderManifest(of: folder) != nil
    else { return nil }
    return path
  }

  /// The place, after what a process that was killed between two renames has begun is undone.
  private func recovered() throws(SystemError) -> FilePlace {
    let place = try FilePlace(path)
    guard place.kind == .absent, let old = old(place) else { return place }
    _ = echelle_rename_to_new(old, place.target) == 0 || rename(old, place.target) == 0
    return try FilePlace(path)
  }

  /// Removes a folder that was replaced, if it is this user's.
  private static func remove(_ path: String) {
    guard let folder = OpenFolder(path), folder.isOwn, FolderManifest(of: folder) != nil
    else { return }
    FolderManifest.empty(folder)
    rmdir(path)
  }
}
