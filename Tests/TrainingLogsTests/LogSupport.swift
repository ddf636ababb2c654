import Tables
import TrainingLogs
import TrainingRuns

/// The runs of logs that are texts, by the names of their files.
func loggedRuns(
  _ files: [(path: String, text: String)], _ change: (inout LogOptions) -> Void = { _ in }
) throws -> [LoggedRun] {
  var options = LogOptions()
  change(&options)
  let logs = try files.flatMap { try LogFile(bytes: Array($0.text.utf8), path: $0.path).logs() }
  return try LoggedRuns(logs.map { try LoggedRun($0, options: options) }, options: options).runs
}

/// The one run of a log.
func loggedRun(
  _ text: String, path: String = "run.log", _ change: (inout LogOptions) -> Void = { _ in }
) throws -> LoggedRun {
  let runs = try loggedRuns([(path, text)], change)
  guard runs.count == 1 else {
    throw InputError(
      location: SourceLocation(file: path), what: "\(runs.count) runs, expected one")
  }
  return runs[0]
}

/// The error's text where `body` refuses its input.
func complaint(_ body: () throws -> some Any) -> String {
  do {
    return "no error, but \(try body())"
  } catch {
    return "error: \(error)"
  }
}
