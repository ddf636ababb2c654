import Reporting
import Tables
import TrainingRuns

extension ReadingOptions {
  /// The runs that `path` names, divided into groups where that is asked for.
  func runs(_ path: String) throws -> [RunTable] {
    do {
      return try RunTable(reading: Machine.datasetStore.resolve(path), options: self).groups()
    } catch let error as InputError {
      guard path != "-", let document = try DocumentFile(path: path), document.isDocument else {
        throw error
      }
      throw InputError(
        location: SourceLocation(file: path), what: "a JSON document, not a table of runs",
        why: "JSON Lines has one object on each line",
        fix: "rewrite runs with jq -c; a saved fit is for 'echelle predict' and 'echelle plan'")
    }
  }

  /// The runs of a table that is open already.
  func runs(_ reader: TableReader, path: String) throws -> [RunTable] {
    let source = try Machine.datasetStore.resolve(path)
    return try RunTable(reading: reader, name: source.name, path: path, options: self).groups()
  }
}
