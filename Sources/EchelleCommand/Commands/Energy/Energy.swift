import ArgumentParser

struct Energy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "energy",
    abstract: "Estimate training and serving energy; disclose; backtest; outlook.",
    discussion: """
      Every figure states what it counts, how it was obtained and which assumptions it rests on.

      EXAMPLES
        echelle energy train --params 70B --tokens 15T --hardware h100-sxm --grid us
        echelle energy serve --params 70B --chips 4
        echelle energy outlook
        echelle energy backtest
      """,
    subcommands: [
      EnergyTrainCommand.self, EnergyServeCommand.self, EnergyQueriesCommand.self,
      EnergyDiscloseCommand.self, EnergyBacktestCommand.self, EnergyOutlookCommand.self,
    ])
}
