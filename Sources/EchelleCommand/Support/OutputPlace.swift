/// Where a report goes: to a folder of all its parts, or to a file.
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
