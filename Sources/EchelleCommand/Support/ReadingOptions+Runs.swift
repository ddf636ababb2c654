import Tables
import TrainingRuns

extension ReadingOptions {
  /// The runs that `path` names, divided into groups where that is asked for.
  ///
  /// - Parameters:
  ///   - path: A PATH argument.
  ///   - arguments: The options that these are made of.
  ///   - replicateCount: The number of bootstrap replicates.
  /// - Returns: A table, or one for each group.
  /// - Throws: `InputError` where the runs cannot be read, or an option changes nothing for them.
  func runs(
    _ path: String, by arguments: ReadingArguments, replicateCount: Int
  ) throws -> [RunTable] {
    try DocumentFile.refusing(path) {
      let source = try Machine.datasetStore.resolve(path)
      let table = try RunTable(reading: source, options: self)
      Machine.warn(of: table)
      // What is fitted by a law has these among its remarks.
      for found in table.implausibleValues(in: Array(0..<table.count)) {
        Machine.writeNote("\(table.printableName): \(found.text)")
      }
      try arguments.checkEffect(
        on: table, described: source.descriptor, replicateCount: replicateCount)
      return table.groups()
    }
  }
}
