import Foundation

/// The list of files that Echelle wrote into a folder, stored in the folder itself.
///
/// It separates replaceable files from files that someone else added or changed. Since it may
/// come from someone else, it only marks files in the folder as removable: its paths are never
/// opened or removed directly.
struct FolderManifest: Codable {
  /// The name of its file.
  static let name = ".echelle-files.json"
  static let schema = "echelle.files/2"
  private static let nameBytes = Array(name.utf8)
  /// More than the manifest of any report.
  private static let mostBytes = 16 << 20

  var schema = FolderManifest.schema
  /// The files, sorted by path, without the manifest.
  var files: [File]

  /// A written file.
  struct File: Codable {
    /// Its path, relative to the folder.
    var path: String
    /// The SHA-256 of its bytes.
    var sha256: String
  }

  /// The files in a folder that do not match its manifest, sorted.
  struct Others: Sendable, Equatable {
    /// Files not written by Echelle.
    var strangers: [String] = []
    /// Files written by Echelle and changed since.
    var changed: [String] = []

    var isEmpty: Bool { strangers.isEmpty && changed.isEmpty }
  }

  /// The manifest of the current contents of `folder`.
  init(listing folder: borrowing OpenFolder) {
    var files: [File] = []
    folder.visit { path, folder, name in
      guard let digest = folder.digest(name) else { return }
      files.append(File(path: String(decoding: path, as: UTF8.self), sha256: digest))
    }
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The manifest of a folder; `nil` if there is none or it cannot be read.
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

  /// The files in the folder that do not match it.
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

  /// Removes the contents of a folder: the unchanged files in its manifest, or everything in a draft that
  /// has none yet.
  ///
  /// In a folder with a manifest, added or changed files stay. The folder itself is
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

  /// The digests by the bytes of the paths: names that look the same can differ.
  private var digests: [[UInt8]: String] {
    Dictionary(files.map { (Array($0.path.utf8), $0.sha256) }) { $1 }
  }
}
