import Foundation

/// The list of the files that Echelle wrote into a folder, kept in the folder itself.
///
/// It separates what may be replaced from what someone else has put there or has changed since. As it may
/// come from someone else too, it only says what of that which is in the folder may go: nothing is looked
/// up or removed by its paths.
struct FolderManifest: Codable {
  /// The name of its file.
  static let name = ".echelle-files.json"
  static let schema = "echelle.files/2"
  private static let nameBytes = Array(name.utf8)
  /// More than any list of the files of a report has.
  private static let mostBytes = 16 << 20

  var schema = FolderManifest.schema
  /// The files, sorted by their paths, without the manifest.
  var files: [File]

  /// A file as it was written.
  struct File: Codable {
    /// Its path, relative to the folder.
    var path: String
    /// The SHA-256 of its bytes.
    var sha256: String
  }

  /// What is in a folder and is not what its manifest lists, sorted.
  struct Others: Sendable, Equatable {
    /// The files that were not written by Echelle.
    var strangers: [String] = []
    /// Those that it wrote, and that were changed since.
    var changed: [String] = []

    var isEmpty: Bool { strangers.isEmpty && changed.isEmpty }
  }

  /// The manifest of what is in `folder` now.
  init(listing folder: borrowing OpenFolder) {
    var files: [File] = []
    folder.visit { path, folder, name in
      guard let digest = folder.digest(name) else { return }
      files.append(File(path: String(decoding: path, as: UTF8.self), sha256: digest))
    }
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The manifest of a folder; `nil` where there is none that can be read.
  init?(of folder: borrowing OpenFolder) {
    guard let bytes = folder.contents(Self.nameBytes, limit: Self.mostBytes),
      JSONKeys.fault(in: bytes) == nil,
      let manifest = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
      manifest.schema == Self.schema
    else { return nil }
    self = manifest
  }

  /// Writes it into its folder, `path`.
  ///
  /// - Throws: ``SystemError``, `EncodingError`.
  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(
      [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")], to: "\(path)/\(Self.name)",
      replacing: true)
  }

  /// What is in the folder and is not what it lists.
  func others(in folder: borrowing OpenFolder) -> Others {
    let digests = digests
    var others = Others()
    folder.visit { path, folder, name in
      guard path != Self.nameBytes else { return }
      let shown = String(decoding: path, as: UTF8.self)
      if let digest = digests[path] {
        if folder.digest(name) != digest { others.changed.append(shown) }
      } else {
        others.strangers.append(shown)
      }
    }
    return others
  }

  /// Removes what is in a folder: what its manifest lists and is as it was written, or all of a draft that
  /// has none yet.
  ///
  /// What someone put into a folder that had its manifest, or changed there, stays. The folder itself is
  /// not removed.
  static func empty(_ folder: borrowing OpenFolder) {
    let manifest = FolderManifest(of: folder)
    let digests = manifest?.digests
    let isOurs = manifest?.others(in: folder).isEmpty ?? true
    folder.visit(removesFolders: true) { path, folder, name in
      if let digests, !(path == nameBytes && isOurs) {
        guard let digest = digests[path], folder.digest(name) == digest else { return }
      }
      folder.remove(name)
    }
  }

  /// The digests by the bytes of the paths: names that look the same are not.
  private var digests: [[UInt8]: String] {
    Dictionary(files.map { (Array($0.path.utf8), $0.sha256) }) { $1 }
  }
}
