extension SlurmDocument {
  /// CSV: one row per of the two jobs.
  package func csv() -> String {
    var csv = CSVText(header: ["role", "script", "job"])
    csv.add(["array", arrayScript, arrayJob.value])
    csv.add(["merge", mergeScript, mergeJob.value])
    return csv.text
  }
}
