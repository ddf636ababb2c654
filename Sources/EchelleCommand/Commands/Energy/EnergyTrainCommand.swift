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
      figure says what it counts; the shares of the variance say what to measure next. With --fit and \
      --loss a fitted law tells the compute, and its uncertainty is counted with that of the assumptions.

      EXAMPLES
        echelle energy train --params 70B --tokens 15T --hardware h100-sxm --grid usa
        echelle energy train --params 671B --active-params 37B --tokens 14.8T --gpu-hours 2.664M
        echelle energy train --compute 3.14e23 --hardware v100-sxm-32 --watts 330 --pue 1.1
        echelle energy train --fit hoffmann2022 --loss 2.1
        echelle energy train --fit fit.json --loss 2.1 --params 8B --hardware b200-sxm
        echelle energy train --codecarbon emissions.csv --grid fra --format json
      """)

  @OptionGroup(title: "Run options") var training: TrainingRunArguments
  @OptionGroup(title: "Law options") var law: LawComputeArguments
  @OptionGroup(title: "Energy options") var energy: EnergyArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    try law.check(training)
    try training.check(energy, hasLaw: law.fit != nil)
    try training.checkSizes(hasLaw: law.fit != nil)
    try energy.checkGrid()
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let tables = try Machine.referenceTables()
      let compute = try await law.compute(training, energy, tables)
      let estimate = try training.estimate(energy, tables, law: compute)
      try output.write(
        TrainingRunReport(estimate, law: compute, acceleratorCount: training.chips?.value))
    }
  }
}
