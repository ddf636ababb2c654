import Foundation

/// Handles the truncation of a file while it is mapped, as files larger than a quarter of the memory are.
///
/// The kernel raises SIGBUS at the first missing page. The handler reports it and ends the command as for
/// bad data.
enum CutFile {
  private static let message: StaticString = """
    error: an input file was truncated while it was read
      why: the bytes read belong to neither the old file nor the new one
      fix: try again when nothing writes to it, or pass a copy

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
