import EnergyModel

/// The folder of the repository's own datasets.
let datasetsDirectory: String = {
  let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
  return parts.dropLast(3).joined(separator: "/") + "/datasets"
}()

/// The repository's own reference tables.
func referenceTables() throws -> ReferenceTables {
  try ReferenceTables.load(from: [datasetsDirectory])
}
