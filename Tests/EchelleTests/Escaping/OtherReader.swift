import Foundation

/// Reads files as other programs do: see Tests/check-escaping.py.
struct OtherReader {
  private let python: URL
  private let sandbox: Sandbox

  /// Whether every program that judges escaped text is installed, as `make test` sees to.
  static var areAllInstalled: Bool {
    Tool.absent(["python", "gnuplot", "chromium", "pdflatex"]).isEmpty
  }

  /// `nil` where Python with its packages is not installed.
  init?(_ sandbox: Sandbox) {
    guard let python = TestEnvironment.python else { return nil }
    self.python = python
    self.sandbox = sandbox
  }

  /// What the reader `kind` makes of a file.
  ///
  /// - Throws: `DecodingError` where it fails, after its errors are in the log.
  func read<Result: Decodable>(_ kind: String, _ file: String, as: Result.Type) async throws
    -> Result
  {
    let script = Command.packageRoot.appendingPathComponent("Tests/check-escaping.py")
    let run = try await Command.run(
      [script.path, kind, file], in: sandbox.folder, executable: python)
    if run.exitCode != 0 { print(run.errors) }
    return try JSONDecoder().decode(Result.self, from: Data(run.output.utf8))
  }
}

/// What Chromium makes of a page.
struct SeenPage: Decodable {
  let title: String
  let images: Int
  let texts: [String]
  let titles: [String]
  let data: [String]
  let messages: [String]
}
