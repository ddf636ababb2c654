import Tables
import TrainingRuns

extension ReadingOptions {
  /// The runs that `path` names, divided into groups where that is asked for.
  func runs(_ path: String) throws -> [RunTable] {
    try DocumentFile.refusing(path) {
      let table = try RunTable(reading: Machine.datasetStore.resolve(path), options: self)
      Machine.warn(of: table)
      return table.groups()
    }
  }
}
