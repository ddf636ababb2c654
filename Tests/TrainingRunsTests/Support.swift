import Tables
import Testing
import TrainingRuns

/// Reads runs from a text, as from a file `runs.csv`.
func runs(
  _ text: String, columns: [ColumnRole: String] = [:], where filters: [String] = [],
  dropHighest: [String] = [], groupBy: String? = nil, skipInvalid: Bool = false
) throws -> RunTable {
  var options = ReadingOptions()
  options.columns = columns
  options.filters = try filters.map { try RowFilter(parsing: $0) }
  options.dropHighest = try dropHighest.map { try DropHighest(parsing: $0) }
  options.groupBy = groupBy
  options.invalidRows = skipInvalid ? .skip : .fail
  return try RunTable(
    reading: TableReader(bytes: Array(text.utf8), name: "runs.csv"), name: "runs.csv",
    path: "runs.csv", options: options)
}

/// The error that a user reads when `body` refuses its input.
func complaint(_ body: () throws -> some Any) -> String {
  do {
    return "no error, but \(try body())"
  } catch {
    return "error: \(error)"
  }
}

/// The folder `datasets` of the repository.
let carriedDatasets =
  "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/datasets"
