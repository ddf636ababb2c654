#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension ReferenceTables {
  /// Reads the three tables, each from the first folder that has it.
  ///
  /// - Parameter directories: Folders laid out like the repository's `datasets`, in search
  ///   order.
  /// - Returns: The tables, with rows in file order.
  /// - Throws: ``EnergyModelError/missingTable(path:searched:)``, or `Diagnostic` for errors in
  ///   a file, with their location.
  public static func load(from directories: [String]) throws -> ReferenceTables {
    try read(
      accelerators: try locate("accelerators/accelerators.csv", in: directories),
      grids: try locate("grids/grids.csv", in: directories),
      assumptions: try locate("energy-assumptions/assumptions.csv", in: directories))
  }

  /// Reads the three tables from files.
  ///
  /// - Throws: `Diagnostic` for errors in a file, with their location.
  public static func read(
    accelerators: String, grids: String, assumptions: String
  ) throws -> ReferenceTables {
    ReferenceTables(
      accelerators: try readAccelerators(at: accelerators), grids: try readGrids(at: grids),
      assumptions: try readAssumptions(at: assumptions))
  }

  /// The published training runs, from the first folder that has them.
  ///
  /// - Throws: As ``load(from:)``.
  public static func publishedRuns(from directories: [String]) throws -> [PublishedRun] {
    try PublishedRun.read(path: try locate("training-energy/runs.csv", in: directories))
  }

  /// The measured node powers, from the first folder that has them.
  ///
  /// - Throws: As ``load(from:)``.
  public static func nodePowers(from directories: [String]) throws -> [NodePowerMeasurement] {
    try NodePowerMeasurement.read(path: try locate("node-power/node_power.csv", in: directories))
  }

  static func locate(
    _ path: String, in directories: [String]
  ) throws(EnergyModelError) -> String {
    for directory in directories {
      let candidate = "\(directory)/\(path)"
      if access(candidate, F_OK) == 0 { return candidate }
    }
    throw .missingTable(path: path, searched: directories)
  }

  /// The paths of all reference tables within a folder of datasets.
  private static let files = [
    "accelerators/accelerators.csv", "grids/grids.csv", "energy-assumptions/assumptions.csv",
    "training-energy/runs.csv", "node-power/node_power.csv", "inference-energy/coefficients.csv",
    "inference-energy/measurements.csv", "inference-queries/queries.csv",
    "sparsity-measurements/measurements.csv", "precision-rates/rates.csv",
    "energy-trends/frontier.csv", "energy-trends/observed.csv", "energy-trends/sectors.csv",
    "energy-trends/trends.csv",
  ]

  /// The reference tables in `directory` that hide tables in a later folder of `directories`.
  ///
  /// - Parameters:
  ///   - directory: One of `directories`.
  ///   - directories: The folders to search, in order.
  /// - Returns: The table that is used, and the one that it hides.
  public static func shadows(
    of directory: String, in directories: [String]
  ) -> [(taken: String, hidden: String)] {
    guard let place = directories.firstIndex(of: directory) else { return [] }
    return files.compactMap { file in
      guard let taken = try? locate(file, in: directories), taken == "\(directory)/\(file)",
        let hidden = try? locate(file, in: Array(directories[(place + 1)...])),
        !isSameFile(taken, hidden)
      else { return nil }
      return (taken, hidden)
    }
  }

  private static func isSameFile(_ first: String, _ second: String) -> Bool {
    var (one, other) = (stat(), stat())
    return stat(first, &one) == 0 && stat(second, &other) == 0 && one.st_ino == other.st_ino
      && one.st_dev == other.st_dev
  }
}
