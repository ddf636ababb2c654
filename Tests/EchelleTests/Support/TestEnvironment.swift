import Foundation

/// What `make test` prepares.
enum TestEnvironment {
  /// Python with the packages of Tests/requirements.txt; `nil` where there is none.
  static var python: URL? {
    let python = Command.packageRoot.appendingPathComponent(".build/test-venv/bin/python")
    return FileManager.default.isExecutableFile(atPath: python.path) ? python : nil
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
