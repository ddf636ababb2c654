import Foundation

/// A folder that is removed when `body` is through, with these files in it.
func withFolder(
  _ files: [String: String], _ body: (String) async throws -> Void
) async throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("echelle-batch-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, text) in files {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }
  try await body(folder.path)
}

/// Runs of several families, whose losses follow Chinchilla's law but for a ripple of 1 %.
func table(_ families: [String] = ["one", "two", "three"]) -> String {
  var lines = ["params,tokens,loss,family"]
  for (index, family) in families.enumerated() {
    for size in 0..<5 {
      for data in 0..<5 {
        let (n, d) = (4e7 * pow(3, Double(size)), 1e9 * pow(3, Double(data)))
        let ripple = 1 + 0.01 * sin(Double(7 * size + 3 * data + index))
        lines.append(
          "\(n),\(d),\((1.7 + 400 / pow(n, 0.34) + 410 / pow(d, 0.28)) * ripple),\(family)")
      }
    }
  }
  return lines.joined(separator: "\n") + "\n"
}
