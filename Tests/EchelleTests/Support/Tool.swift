import Foundation
import Testing

/// Programs of other makers that tests need, which `make test` installs.
enum Tool {
  /// The path of the program `name`; `nil` where there is none.
  static func path(_ name: String) -> URL? {
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin"
    return path.split(separator: ":").lazy
      .map { URL(fileURLWithPath: String($0)).appendingPathComponent(name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Those of `names` that are not installed; `python` is that of ``TestEnvironment``.
  static func absent(_ names: [String]) -> [String] {
    names.filter { $0 == "python" ? TestEnvironment.python == nil : path($0) == nil }
  }
}

extension Trait where Self == ConditionTrait {
  /// The test needs these programs.
  ///
  /// Where one is absent it is shown as skipped, which fails `.ci/run`.
  static func needing(_ names: String...) -> Self {
    .enabled(
      if: Tool.absent(names).isEmpty,
      "needs \(names.joined(separator: ", ")), which 'make test' installs")
  }
}
