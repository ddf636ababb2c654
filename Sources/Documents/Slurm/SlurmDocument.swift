package struct SlurmDocument: Document {
  package static let identifier = "slurm"
  package static let title = "A batch given to Slurm"
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
    case .arrayScript: "The script of the array."
    case .mergeScript: "The script that puts the shards together."
    case .shards:
      Field("The number of shards.", .atLeast(1))
    case .arrayJob: "The number of the array's job; null where nothing was submitted."
    case .mergeJob: "The number of the merge's job; null where nothing was submitted."
    }
  }
}
