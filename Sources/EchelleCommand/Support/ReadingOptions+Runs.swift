import TrainingRuns

extension ReadingOptions {
  /// The runs that `path` names, divided into groups if --group-by is given.
  ///
  /// - Parameters:
  ///   - path: A PATH argument.
  ///   - arguments: The options that these are made of.
  ///   - replicateCount: The number of bootstrap replicates.
  /// - Returns: A table, or one for each group.
  /// - Throws: `Diagnostic` where the runs cannot be read, or an option has no effect on them.
  func runs(
    _ path: String, by arguments: ReadingArguments, replicateCount: Int
  ) throws -> [RunTable] {
    try DocumentFile.refusing(path) {
      let source = try Machine.datasetStore.resolve(path)
      let table = try RunTable(reading: source, options: self)
      Machine.warn(of: table)
      // Fits of a law report these themselves.
      for found in table.implausibleValues(in: Array(0..<table.count)) {
        Machine.writeNote("\(table.printableName): \(found.text)")
      }
      try arguments.checkEffect(
        on: table, described: source.descriptor, replicateCount: replicateCount)
      return table.groups()
    }
  }
}
