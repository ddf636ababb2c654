import Foundation

/// How often tests of endurance kill the command: 20 times, and 200 in `make check-long`.
enum KillCount {
  static let value = ProcessInfo.processInfo.environment["ECHELLE_KILLS"].flatMap { Int($0) } ?? 20
}
