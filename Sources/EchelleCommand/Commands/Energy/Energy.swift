import ArgumentParser

struct Energy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "energy",
    abstract: "Estimate energy and emissions, and test the estimates against published ones.",
    discussion: """
      Every figure says what it counts, how it was come by, and on which assumptions it rests.

      EXAMPLES
        echelle energy train --params 70B --tokens 15T --hardware h100-sxm --grid usa
        echelle energy inference --params 70B --accelerators 4
        echelle energy queries
        echelle energy backtest
      """,
    subcommands: [
      EnergyTrainCommand.self, EnergyInferenceCommand.self, EnergyQueriesCommand.self,
      EnergyDiscloseCommand.self, EnergyBacktestCommand.self,
    ])
}
