internal import CPlatform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A folder that is complete or absent, and that replaces only files written by it.
///
/// It is built as a draft next to its destination and moved into place in one step: an older folder is exchanged for
/// it (`RENAME_EXCHANGE` on Linux, `RENAME_SWAP` on macOS), so that there is no instant without a report.
/// If the file system cannot exchange, the older one is named `.NAME.echelle-old` for the instant
/// between two renames; a process killed there leaves it under that name, and the next one that
/// accesses the folder restores it.
package struct AtomicFolder {
  /// The name of its manifest, which lists the written files.
  package static let manifestName = FolderManifest.name

  /// Its path, as given.
  package let path: String
  private let exchanges: Bool

  /// The folder at `path`; without `exchanges`, as on a file system that cannot exchange.
  package init(_ path: String, exchanges: Bool = true) {
    var bytes = Substring(path).utf8
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    // Resolve . and .. to the folder's name in its parent.
    let name = bytes.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) }
    let resolved = name == "." || name == ".." ? realpath(path, nil) : nil
    self.path = resolved.map { String(cString: $0) } ?? String(Substring(bytes))
    free(resolved)
    self.exchanges = exchanges
  }

  /// The state of a path.
  package enum Occupant: Sendable, Equatable {
    case nothing, file, emptyFolder
    /// A folder written by Echelle, with the foreign files in it and the files
    /// changed since.
    case own(strangers: [String], changed: [String] = [])
    /// A folder not written by Echelle.
    case other
  }

  /// Why a folder was not written.
  package enum Refusal: Error, Sendable, Equatable {
    case occupied(Occupant)
  }

  /// The state of the path, after restoring a folder left between two renames.
  ///
  /// Nothing is removed.
  ///
  /// - Throws: ``SystemError`` if links form a cycle.
  package func occupant() throws(SystemError) -> Occupant {
    try occupant(recovered())
  }

  /// Writes the folder.
  ///
  /// - Parameters:
  ///   - replaces: Whether an existing folder is replaced. Otherwise, of several processes that write to one
  ///     place exactly one succeeds.
  ///   - fill: Writes the files into the draft at the given path.
  /// - Returns: The files in it, sorted, the result of `fill`, and the path of an older folder that could
  ///   not be removed; nothing in it is lost.
  /// - Throws: ``Refusal``, ``SystemError``, `CancellationError`, and errors of `fill`; the previous
  ///   state is then kept.
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
    // After the exchange, the draft's path holds the previous folder.
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
        // If someone added a file meanwhile, the folder is restored.
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
      // Only one process creates the empty folder, which a rename then replaces.
      if mkdir(place.target, 0o700) == 0, rename(draft, place.target) == 0 { return }
      error = SystemError(path: path)
    }
    if error.code == EEXIST || error.code == ENOTEMPTY {
      guard replaces else { throw Refusal.occupied(try occupant()) }
      // Another process created it in the meantime.
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

  /// The folder left by a process killed between two renames, if it belongs to this user.
  private func old(_ place: FilePlace) -> String? {
    let path = oldPath(place)
    guard let folder = OpenFolder(path), folder.isOwn, FolderManifest(of: folder) != nil
    else { return nil }
    return path
  }

  /// The path, after undoing the first rename of a process killed between two renames.
  private func recovered() throws(SystemError) -> FilePlace {
    let place = try FilePlace(path)
    guard place.kind == .absent, let old = old(place) else { return place }
    _ = echelle_rename_to_new(old, place.target) == 0 || rename(old, place.target) == 0
    return try FilePlace(path)
  }

  /// Removes a replaced folder, if it belongs to this user.
  private static func remove(_ path: String) {
    guard let folder = OpenFolder(path), folder.isOwn, FolderManifest(of: folder) != nil
    else { return }
    FolderManifest.empty(folder)
    rmdir(path)
  }
}
