import Foundation

/// The list of the files that Echelle wrote into a folder, kept in the folder itself.
///
/// By it, what may be replaced is told from what someone else has put there.
struct FolderManifest: Codable {
  /// The name of its file.
  static let name = ".echelle-files.json"
  static let schema = "echelle.files/1"

  var schema = FolderManifest.schema
  /// The files, relative to the folder, without the manifest.
  var files: [String]

  /// A list of `files`.
  init(files: [String]) {
    self.files = files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The manifest of a folder; `nil` where there is none that can be read.
  init?(of folder: String) {
    guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(Self.name)"),
      JSONKeys.fault(in: [UInt8](bytes)) == nil,
      let manifest = try? JSONDecoder().decode(Self.self, from: bytes),
      manifest.schema == Self.schema
    else { return nil }
    self = manifest
  }

  /// Writes it into its folder.
  ///
  /// - Throws: ``SystemError``, `EncodingError`.
  func write(to folder: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(
      [UInt8](encoder.encode(self)) + [UInt8(ascii: "\n")], to: "\(folder)/\(Self.name)",
      replacing: true)
  }

  /// The files in the folder that it does not list, sorted.
  func strangers(in folder: String) -> [String] {
    // By bytes: names that look the same are not.
    let known = Set((files + [Self.name]).map { Array($0.utf8) })
    return Folder.files(below: folder).filter { !known.contains(Array($0.utf8)) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Removes a folder: what its manifest lists, or all of a draft that has none yet.
  ///
  /// What someone put into a folder that had its manifest stays, and the folder with it.
  static func remove(_ folder: String) {
    guard let manifest = FolderManifest(of: folder) else { return Folder.remove(folder) }
    for file in manifest.files { unlink("\(folder)/\(file)") }
    guard manifest.strangers(in: folder).isEmpty else { return }
    Folder.remove(folder)
  }
}
