import Foundation

/// A folder that is removed when `body` is through, with these files in it.
func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
  let folder = try makeFolder(files)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

private func makeFolder(_ files: [String: String]) throws -> URL {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("echelle-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  for (name, text) in files {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  return folder
}

/// Makes a symbolic link.
func link(_ path: String, to target: String) throws {
  try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
}

/// As above, for what has to be waited for.
func withFolder(
  _ files: [String: String], _ body: (String) async throws -> Void
) async throws {
  let folder = try makeFolder(files)
  defer { try? FileManager.default.removeItem(at: folder) }
  try await body(folder.path)
}
