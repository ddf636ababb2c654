import Diagnostics
import Foundation
import Platform

/// A file of a dataset that was asked to be fetched.
public struct PulledDataset: Sendable, Equatable {
  /// The dataset's name.
  public var name: String
  /// Where the file is.
  public var path: String
  /// Its size in bytes.
  public var byteCount: Int
  /// Whether it had to be fetched; otherwise it was there already.
  public var wasFetched: Bool
  /// Whether its SHA-256 was compared with the descriptor's.
  public var wasChecked: Bool
  /// Whether it came with its descriptor, and is not to be fetched.
  public var isCarried = false
}

extension DatasetStore {
  /// Fetches the table of a dataset, or the files that its table was made from, unless they are there.
  ///
  /// Files that a table was made from go into a folder `source` beside it. The table goes into the dataset's own folder where that can be written to, else into
  /// ``downloads``, where it is found by the dataset's name. A folder that is asked for gets a folder of
  /// the dataset's name with the table and a copy of its descriptor, a dataset of its own.
  /// - Parameters:
  ///   - dataset: The dataset.
  ///   - folder: The folder that was asked for.
  ///   - replaces: Whether a file that is there and is not the described one is replaced; without a
  ///     checksum, whether any is.
  ///   - download: How it is fetched.
  ///   - waiting: Called with a file's path where another process is fetching it, which is waited for.
  ///   - progress: Told how many bytes there are.
  /// - Returns: Where the table is, or each of the files.
  /// - Throws: `Diagnostic` where the dataset has no public address, there is nowhere to put it, or its
  ///   folder has a link where something would be written; ``DownloadError``.
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

  /// A file to be fetched.
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
          // Another process may have fetched it meanwhile.
          try await isThere(target, replaces: replaces, by: download)
        }, progress: progress)
    }
    return PulledDataset(
      name: dataset.name, path: path, byteCount: FileSystem.size(ofFile: path) ?? 0,
      wasFetched: wasFetched, wasChecked: target.sha256 != nil)
  }

  /// Whether a file is there and need not be fetched.
  ///
  /// - Throws: ``DownloadError`` where another file is in its place that is not to be replaced.
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

  /// Refuses links between a dataset's folder and a file that is to be written in it, and what is no
  /// regular file in its place: a dataset from elsewhere says where nothing else is written.
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
          what: kind == S_IFLNK ? "a link in the dataset's folder" : "no regular file",
          why: "what is fetched is written into that folder, and nowhere else",
          fix: "take it away, or name another folder with \(.destination)")
      }
    }
  }

  private func defaultHome(of dataset: Dataset) throws -> String {
    if access(dataset.folder, W_OK) == 0 { return dataset.folder }
    guard let downloads else {
      throw Diagnostic(
        origin: Origin(file: dataset.folder), what: "the folder cannot be written to",
        why: "a table goes beside its descriptor unless it is told where to",
        fix: "name another folder with \(.destination)")
    }
    return FileSystem.join(downloads, dataset.name)
  }

  private func makeFolder(of path: String, _ dataset: Dataset) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Diagnostic(
        origin: Origin(file: folder.path), what: "the folder cannot be made",
        why: Phrase(error.localizedDescription),
        fix: "name another folder with \(.destination)")
    }
  }

  private func noAddress(_ dataset: Dataset) -> Diagnostic {
    let source = dataset.descriptor.source
    return Diagnostic(
      origin: dataset.descriptor.location,
      what: "the table '\(dataset.descriptor.file)' is not at a public address",
      why: dataset.isPresent
        ? "it is carried along, and lies at \(dataset.path)"
        : "the descriptor has no 'source: path'",
      fix: dataset.isPresent
        ? "nothing is to be done: use it by its name, \(dataset.name)"
        : source?.url.map { "make it from what is at \($0)" } ?? "put it beside the descriptor")
  }
}
