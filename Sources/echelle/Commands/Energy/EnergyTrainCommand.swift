import ArgumentParser
import EnergyModel
import Reporting

struct EnergyTrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Estimate the energy and emissions of a training run.",
    discussion: """
      From compute to accelerator-hours, to the power of accelerators and servers, to the facility. What \
      is known (hours, watts, utilization, a CodeCarbon log) replaces what would be assumed. Each \
      figure says what it counts; the shares of the variance say what to measure next.

      EXAMPLES
        echelle energy train --params 70B --tokens 15T --hardware h100-sxm --grid usa
        echelle energy train --params 671B --active-params 37B --tokens 14.8T --gpu-hours 2.664M
        echelle energy train --compute 3.14e23 --hardware v100-sxm-32 --watts 330 --pue 1.1
        echelle energy train --codecarbon emissions.csv --grid fra --format json
      """)

  @OptionGroup(title: "Run options") var training: TrainingRunArguments
  @OptionGroup(title: "Energy options") var energy: EnergyArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let estimate = try training.estimate(energy, try Machine.referenceTables())
      try output.write(TrainingRunReport(estimate, acceleratorCount: training.chips?.value))
    }
  }
}
