import Foundation

/// Programs of other makers that tests need, which `make test` installs.
enum Tool {
  /// The path of the program `name`; `nil`, said in the log, where there is none.
  static func path(_ name: String) -> URL? {
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin"
    let folders = path.split(separator: ":")
    for folder in folders {
      let file = URL(fileURLWithPath: String(folder)).appendingPathComponent(name)
      if FileManager.default.isExecutableFile(atPath: file.path) { return file }
    }
    print("skipped: there is no \(name), which 'make test' installs")
    return nil
  }
}
