import ArgumentParser

struct BatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Fit many datasets and laws in parallel, on one machine or Slurm.",
    discussion: """
      Fits every dataset with every law and objective, and resumes where it was interrupted. \
      'echelle batch PATH' is short for 'echelle batch run PATH'.

      EXAMPLES
        echelle batch run sweeps/ --results out
        echelle batch run manifest.yml --results out --shard 3/8
        echelle batch merge --results out
        echelle batch slurm manifest.yml --results out --shards 100
      """,
    subcommands: [BatchRun.self, BatchMerge.self, BatchSlurm.self],
    defaultSubcommand: BatchRun.self)
}
