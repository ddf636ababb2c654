import Diagnostics
import Foundation
import Platform

/// A downloaded file of a dataset.
public struct PulledDataset: Sendable, Equatable {
  /// The dataset's name.
  public var name: String
  /// The path of the file.
  public var path: String
  /// Its size in bytes.
  public var byteCount: Int
  /// Whether it was downloaded now rather than present already.
  public var wasFetched: Bool
  /// Whether its SHA-256 was checked against the descriptor.
  public var wasChecked: Bool
  /// Whether it is bundled with its descriptor and needs no download.
  public var isCarried = false
}

extension DatasetStore {
  /// Downloads the table of a dataset, or the files that its table was built from, unless they exist.
  ///
  /// Files that a table was built from go into a folder `source` next to it. The table goes into the dataset's own folder if that is writable, otherwise into
  /// ``downloads``, where it is found by the dataset's name. A requested destination gets a folder with
  /// the dataset's name, the table and a copy of its descriptor, which is a dataset of its own.
  /// - Parameters:
  ///   - dataset: The dataset.
  ///   - folder: The requested destination.
  ///   - replaces: Whether an existing file that does not match is replaced; without a
  ///     checksum, whether any file is.
  ///   - download: The downloader.
  ///   - waiting: Called with a file's path if another process is downloading it, which is waited for.
  ///   - progress: Called with the number of bytes.
  /// - Returns: The table, or each of the files.
  /// - Throws: `Diagnostic` if the dataset has no public address, there is no writable destination, or its
  ///   folder has a link in a place to be written; ``DownloadError``.
  public func pull(
    _ dataset: Dataset, to folder: String? = nil, replaces: Bool = false, by download: Download,
    waiting: (String) -> Void = { _ in }, progress: Download.Progress = { _ in }
  ) async throws -> [PulledDataset] {
    let descriptor = dataset.descriptor
    let home = try folder.map { FileSystem.join($0, dataset.name) } ?? defaultHome(of: dataset)
    var targets: [Target] = []
    if let source = descriptor.source, let address = source.fileAddress {
      let isThere = folder == nil && dataset.isPresent
      targets.append(
        Target(
          address: address, sha256: source.sha256,
          path: isThere ? dataset.path : FileSystem.join(home, descriptor.file)))
    }
    for file in descriptor.source?.files ?? [] {
      guard let address = descriptor.source?.address(ofFile: file.path) else { continue }
      let name = FileSystem.lastComponent(of: file.path)
      targets.append(
        Target(
          address: address, sha256: file.sha256,
          path: FileSystem.join(FileSystem.join(home, "source"), name)))
    }
    guard !targets.isEmpty else { throw noAddress(dataset) }
    let copy = FileSystem.join(home, DatasetDescriptor.fileName)
    for path in targets.map(\.path) + (folder == nil ? [] : [copy]) {
      try refuseLinks(to: path, in: path.hasPrefix(home + "/") ? home : dataset.folder)
    }
    var pulled: [PulledDataset] = []
    for target in targets {
      pulled.append(
        try await pull(
          target, of: dataset, replaces: replaces, by: download,
          waiting: { waiting(target.path) }, progress: progress))
    }
    if folder != nil {
      let text = try FileSystem.text(ofFile: descriptor.location.file)
      try AtomicFile.write([UInt8](text.utf8), to: copy, replacing: true)
    }
    return pulled
  }

  /// A file to download.
  private struct Target {
    let address: String
    let sha256: String?
    let path: String
  }

  private func pull(
    _ target: Target, of dataset: Dataset, replaces: Bool, by download: Download,
    waiting: () -> Void, progress: Download.Progress
  ) async throws -> PulledDataset {
    let path = target.path
    var wasFetched = false
    if try await !isThere(target, replaces: replaces, by: download) {
      try makeFolder(of: path, dataset)
      wasFetched = try await download.fetch(
        target.address, to: path, sha256: target.sha256, waiting: waiting,
        unless: {
          // Another process may have downloaded it meanwhile.
          try await isThere(target, replaces: replaces, by: download)
        }, progress: progress)
    }
    return PulledDataset(
      name: dataset.name, path: path, byteCount: FileSystem.size(ofFile: path) ?? 0,
      wasFetched: wasFetched, wasChecked: target.sha256 != nil)
  }

  /// Whether a file exists and needs no download.
  ///
  /// - Throws: ``DownloadError`` if a different file exists that may not be replaced.
  private func isThere(
    _ target: Target, replaces: Bool, by download: Download
  ) async throws -> Bool {
    guard FileSystem.kind(of: target.path) == .file else { return false }
    guard let sha256 = target.sha256 else { return !replaces }
    let found = try await download.programs.sha256(ofFile: target.path)
    guard found != sha256, !replaces else { return found == sha256 }
    throw DownloadError(
      address: target.address,
      cause: .differentFileThere(path: target.path, expected: sha256, found: found))
  }

  /// Refuses links on the path from a dataset's folder to a file to be written, and anything but a
  /// regular file in its place: a third-party dataset must not redirect writes.
  private func refuseLinks(to path: String, in folder: String) throws {
    var current = folder
    let parts = path.utf8.dropFirst(folder.utf8.count).split(separator: UInt8(ascii: "/"))
    for (place, part) in parts.enumerated() {
      current = FileSystem.join(current, String(part) ?? "")
      let isLast = place == parts.count - 1
      for candidate in isLast ? [current, current + ".part"] : [current] {
        var status = stat()
        guard lstat(candidate, &status) == 0 else { continue }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFLNK || isLast && kind != S_IFREG else { continue }
        throw Diagnostic(
          origin: Origin(file: candidate),
          what: kind == S_IFLNK ? "a link in the dataset's folder" : "not a regular file",
          why: "downloads are written only into that folder",
          fix: "remove it, or choose another folder with \(.destination)")
      }
    }
  }

  private func defaultHome(of dataset: Dataset) throws -> String {
    if access(dataset.folder, W_OK) == 0 { return dataset.folder }
    guard let downloads else {
      throw Diagnostic(
        origin: Origin(file: dataset.folder), what: "the folder is not writable",
        why: "a table is stored next to its descriptor by default",
        fix: "choose another folder with \(.destination)")
    }
    return FileSystem.join(downloads, dataset.name)
  }

  private func makeFolder(of path: String, _ dataset: Dataset) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Diagnostic(
        origin: Origin(file: folder.path), what: "the folder cannot be created",
        why: Phrase(error.localizedDescription),
        fix: "choose another folder with \(.destination)")
    }
  }

  private func noAddress(_ dataset: Dataset) -> Diagnostic {
    let source = dataset.descriptor.source
    return Diagnostic(
      origin: dataset.descriptor.location,
      what: "the table '\(dataset.descriptor.file)' has no public address",
      why: dataset.isPresent
        ? "it is bundled, at \(dataset.path)"
        : "the descriptor has no 'source: path'",
      fix: dataset.isPresent
        ? "use it by name, \(dataset.name)"
        : source?.url.map { "build it from the data at \($0)" } ?? "put it next to the descriptor")
  }
}
