package struct SlurmDocument: Document {
  package static let identifier = "slurm"
  package static let title = "A batch submitted to Slurm"
  package static let writers = "`batch slurm`"
  package static let summary = "What `echelle batch slurm --format json` writes."

  package let arrayScript: String
  package let mergeScript: String
  package let shards: Int
  package let arrayJob: Nullable<String>
  package let mergeJob: Nullable<String>

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case arrayScript, mergeScript, shards, arrayJob, mergeJob
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .arrayScript: "The script of the job array."
    case .mergeScript: "The script that merges the shards."
    case .shards:
      Field("The number of shards.", .atLeast(1))
    case .arrayJob: "The job number of the array; null where nothing was submitted."
    case .mergeJob: "The job number of the merge; null where nothing was submitted."
    }
  }
}
