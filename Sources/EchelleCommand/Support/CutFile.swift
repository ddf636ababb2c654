import Foundation

/// What becomes of the command where someone cuts short a file that is mapped, as only files are that are
/// larger than a quarter of the memory.
///
/// The kernel then raises SIGBUS at the first page that is gone. The handler says so, and ends the command
/// as for bad data.
enum CutFile {
  private static let message: StaticString = """
    error: an input file was cut short while it was read
      why: what was read is neither the old file nor the new one
      fix: try again when nothing writes to it, or give a copy

    """

  /// Handles the signal from now on.
  static func handle() {
    // Made here: a handler must not be the first to use it.
    _ = message.utf8CodeUnitCount
    signal(SIGBUS) { _ in
      _ = write(STDERR_FILENO, CutFile.message.utf8Start, CutFile.message.utf8CodeUnitCount)
      _exit(65)
    }
  }
}
