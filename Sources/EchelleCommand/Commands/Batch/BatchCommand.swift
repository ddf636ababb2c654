import ArgumentParser

struct BatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract:
      "Fit many datasets, laws and objectives: in parallel, resumable, on one machine or many.",
    discussion: """
      'run' is what is done where no subcommand is named.

      EXAMPLES
        echelle batch run sweeps/ --results out
        echelle batch run manifest.yml --results out --shard 3/8
        echelle batch merge --results out
        echelle batch slurm manifest.yml --results out --shards 100
      """,
    subcommands: [BatchRun.self, BatchMerge.self, BatchSlurm.self],
    defaultSubcommand: BatchRun.self)
}
