import Diagnostics
import Escaping

/// Why a result could not be written to the file or folder of `-o`.
enum OutputError: Diagnosed {
  case exists(String)
  case isFolder(String)
  case isFile(String)
  case isInput(String)
  case noReport(String)
  case strangers(String, names: [String])
  case changed(String, names: [String])
  case noFolder(String, folder: String)
  case cannotWrite(String, reason: String)

  var diagnostic: Diagnostic {
    var diagnostic = sentences
    if case .cannotWrite = self {
      diagnostic.category = .system
    } else {
      diagnostic.category = .usage
    }
    return diagnostic
  }

  private var sentences: Diagnostic {
    switch self {
    case .exists(let path):
      Diagnostic(
        origin: Origin(file: path), what: "the file exists",
        why: "existing files are kept unless --force is given",
        fix: "choose another name, or use --force to replace it")
    case .isFolder(let path):
      Diagnostic(
        origin: Origin(file: path), what: "is a folder",
        fix: "name a file inside it, as in -o \(ShellText.word("\(path)/fit.json"))")
    case .isFile(let path):
      Diagnostic(
        origin: Origin(file: path), what: "is a file",
        why: "a report is a folder", fix: "name a new folder")
    case .noReport(let path):
      Diagnostic(
        origin: Origin(file: path), what: "is a folder that holds no report",
        why:
          "--force replaces only files that Echelle wrote; a report lists them in .echelle-files.json, "
          + "but reports of version 0.1 do not",
        fix: "name another folder, or remove this one")
    case .strangers(let path, let names):
      Diagnostic(
        origin: Origin(file: path),
        what: "holds files that are not part of the report: \(Self.some(names))",
        why: "--force replaces only files that Echelle wrote",
        fix: "move them elsewhere, or name another folder")
    case .changed(let path, let names):
      Diagnostic(
        origin: Origin(file: path),
        what: "holds files that changed since the report was written: \(Self.some(names))",
        why: "--force replaces only files that are as Echelle wrote them",
        fix: "move them elsewhere, or name another folder")
    case .isInput(let path):
      Diagnostic(
        origin: Origin(file: path), what: "is an input of this command",
        why: "a result never replaces its own input", fix: "name another file")
    case .noFolder(let path, let folder):
      Diagnostic(
        origin: Origin(file: path),
        what: "cannot be written: there is no folder \(folder)",
        fix: "create it, or name a file in another folder")
    case .cannotWrite(let path, let reason):
      Diagnostic(
        origin: Origin(file: path), what: "cannot be written: \(reason)",
        why: "the result is first written to a temporary file next to it, then renamed",
        fix: "name another file, or one in a writable folder")
    }
  }

  /// The first five names.
  private static func some(_ names: [String]) -> String {
    names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
  }
}
