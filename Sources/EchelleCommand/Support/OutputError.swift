import Escaping
import Tables

/// Why a result could not be written to the file or folder of `-o`.
enum OutputError: Error, CustomStringConvertible {
  case exists(String)
  case isFolder(String)
  case isFile(String)
  case isInput(String)
  case noReport(String)
  case strangers(String, names: [String])
  case changed(String, names: [String])
  case noFolder(String, folder: String)
  case cannotWrite(String, reason: String)

  var description: String {
    let error =
      switch self {
      case .exists(let path):
        InputError(
          location: SourceLocation(file: path), what: "exists already",
          why: "a result is not written over another one unasked",
          fix: "choose another name, or pass --force")
      case .isFolder(let path):
        InputError(
          location: SourceLocation(file: path), what: "is a folder",
          fix: "name a file in it, as in -o \(ShellText.word("\(path)/fit.json"))")
      case .isFile(let path):
        InputError(
          location: SourceLocation(file: path), what: "is a file",
          why: "a report is a folder", fix: "name a folder that is not there yet")
      case .noReport(let path):
        InputError(
          location: SourceLocation(file: path), what: "is a folder that holds no report",
          why:
            "--force replaces only files that Echelle wrote; a report lists them in .echelle-files.json, "
            + "which one of version 0.1 does not",
          fix: "name another folder, or remove this one")
      case .strangers(let path, let names):
        InputError(
          location: SourceLocation(file: path),
          what: "holds files that are not the report's: "
            + names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : ""),
          why: "--force replaces only files that Echelle wrote",
          fix: "move them out of the folder, or name another one")
      case .changed(let path, let names):
        InputError(
          location: SourceLocation(file: path),
          what: "holds files that were changed since the report was written: "
            + names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : ""),
          why: "--force replaces only files that are as Echelle wrote them",
          fix: "move them out of the folder, or name another one")
      case .isInput(let path):
        InputError(
          location: SourceLocation(file: path), what: "is an input of this command",
          why: "a result never replaces what it is made from", fix: "name another place for it")
      case .noFolder(let path, let folder):
        InputError(
          location: SourceLocation(file: path),
          what: "cannot be written: there is no folder \(folder)",
          fix: "make it, or name a file in another one")
      case .cannotWrite(let path, let reason):
        InputError(
          location: SourceLocation(file: path), what: "cannot be written: \(reason)",
          why: "the result is written to a temporary file beside it and renamed",
          fix: "name another file, or a folder that can be written to")
      }
    return error.description
  }
}
