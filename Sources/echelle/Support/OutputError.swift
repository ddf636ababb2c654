import Tables

/// Why a result could not be written to the file of `-o`.
enum OutputError: Error, CustomStringConvertible {
  case exists(String)
  case isFolder(String)
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
          fix: "name a file in it, as in -o \(path)/fit.json")
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
