extension SlurmDocument {
  /// The scripts of an array and its merge, and the jobs where they were submitted.
  package init(array: String, merge: String, shards: Int, arrayJob: String?, mergeJob: String?) {
    self.init(
      arrayScript: array, mergeScript: merge, shards: shards, arrayJob: Nullable(arrayJob),
      mergeJob: Nullable(mergeJob))
  }
}
