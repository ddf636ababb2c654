import Tables
import TrainingRuns

extension ReadingOptions {
  /// The runs that `path` names, divided into groups where that is asked for.
  func runs(_ path: String) throws -> [RunTable] {
    try RunTable(reading: Machine.datasetStore.resolve(path), options: self).groups()
  }

  /// The runs of a table that is open already.
  func runs(_ reader: TableReader, path: String) throws -> [RunTable] {
    try RunTable(reading: reader, name: reader.name, path: path, options: self).groups()
  }
}
