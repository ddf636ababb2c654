import Foundation

/// What `make test` prepares.
enum TestEnvironment {
  /// Python with the packages of Tests/requirements.txt; `nil`, said in the log, where there is none.
  static var python: URL? {
    let python = Command.packageRoot.appendingPathComponent(".build/test-venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: python.path) else {
      print("skipped: there is no \(python.path), which 'make test' makes")
      return nil
    }
    return python
  }

  /// Whether a sanitizer watches, which takes terabytes of addresses.
  static let isSanitized = ProcessInfo.processInfo.environment.keys.contains {
    ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0)
  }

  #if os(Linux)
    static let isLinux = true
  #else
    static let isLinux = false
  #endif
}
