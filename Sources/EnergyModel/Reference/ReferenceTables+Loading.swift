#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension ReferenceTables {
  /// Reads the three tables, each from the first directory that has it.
  ///
  /// - Parameter directories: Folders laid out as the repository's `datasets`, in the order in which
  ///   they are searched.
  /// - Returns: The tables, rows in the order of the files.
  /// - Throws: ``EnergyModelError/missingTable(path:searched:)``, or `Tables.InputError` for faults in
  ///   a file, with their place.
  public static func load(from directories: [String]) throws -> ReferenceTables {
    ReferenceTables(
      accelerators: try readAccelerators(
        at: try locate("accelerators/accelerators.csv", in: directories)),
      grids: try readGrids(at: try locate("grids/grids.csv", in: directories)),
      assumptions: try readAssumptions(
        at: try locate("energy-assumptions/assumptions.csv", in: directories)))
  }

  /// The published training runs, from the first directory that has them.
  ///
  /// - Throws: As ``load(from:)``.
  public static func publishedRuns(from directories: [String]) throws -> [PublishedRun] {
    try PublishedRun.read(path: try locate("training-energy/runs.csv", in: directories))
  }

  /// The measured node powers, from the first directory that has them.
  ///
  /// - Throws: As ``load(from:)``.
  public static func nodePowers(from directories: [String]) throws -> [NodePowerMeasurement] {
    try NodePowerMeasurement.read(path: try locate("node-power/node_power.csv", in: directories))
  }

  private static func locate(
    _ path: String, in directories: [String]
  ) throws(EnergyModelError) -> String {
    for directory in directories {
      let candidate = "\(directory)/\(path)"
      if access(candidate, F_OK) == 0 { return candidate }
    }
    throw .missingTable(path: path, searched: directories)
  }
}
