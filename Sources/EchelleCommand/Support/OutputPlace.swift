/// The place of a report: a folder with all its parts, or a file.
enum OutputPlace {
  case folder(OutputFolder)
  case file(OutputFile)

  init(_ path: String, isFolder: Bool, force: Bool) {
    self =
      isFolder
      ? .folder(OutputFolder(path: path, replacesExisting: force))
      : .file(OutputFile(path: path, replacesExisting: force))
  }

  func check() throws(OutputError) {
    switch self {
    case .folder(let folder): try folder.check()
    case .file(let file): try file.check()
    }
  }
}
