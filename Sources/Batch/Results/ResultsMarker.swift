import Documents
import Reporting

/// The file that marks a folder as batch results and lists what batches wrote next to the fits.
///
/// It separates the pages, tables and scripts of a batch from files that someone else added or
/// changed. Fits and shard records are not listed: they are sealed by ``ResultSeal``, and many
/// processes write them concurrently.
struct ResultsMarker: Codable {
  /// The name of its file.
  static let name = ".echelle-batch.json"
  static let schema = "echelle.batch-files/1"

  var schema = ResultsMarker.schema
  /// What was written.
  ///
  /// While a file is replaced, both its old and its new bytes are listed.
  var files: [File] = []

  /// A file as it was written.
  struct File: Codable, Equatable {
    /// Its path, relative to the folder.
    var path: String
    /// The SHA-256 of its bytes.
    var sha256: String
  }

  /// The marker in `bytes`; `nil` if they are not a marker.
  init?(_ bytes: [UInt8]?) {
    guard let bytes, let marker = try? JSONText.decode(Self.self, from: bytes),
      marker.schema == Self.schema
    else { return nil }
    self = marker
  }

  /// The marker of a new folder.
  init() {}

  /// Whether a file of these bytes was written by a batch.
  func lists(_ path: String, sha256: String) -> Bool {
    files.contains(File(path: path, sha256: sha256))
  }

  /// Its bytes.
  func bytes() throws -> [UInt8] { [UInt8](try JSONText.encode(self).utf8) }
}
