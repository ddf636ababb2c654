import ArgumentParser
import EnergyModel
import Reporting

struct EnergyTrainCommand: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Estimate the energy and emissions of a training run.",
    discussion: """
      Goes from compute to accelerator-hours, to the power of accelerators and servers, to the \
      facility. Known quantities (hours, watts, utilization, a CodeCarbon log) replace assumed \
      ones. Each figure states what it counts; the variance shares show what to measure first. \
      With --fit and --loss the compute comes from a fitted law, and its uncertainty is added.

      EXAMPLES
        echelle energy train --params 70B --tokens 15T --hardware h100-sxm --grid us
        echelle energy train --params 671B --active-params 37B --tokens 14.8T \\
          --gpu-hours 2.664M
        echelle energy train --compute 3.14e23 --hardware v100-sxm-32 --watts 330
        echelle energy train --fit fit.json --loss 2.1 --chips 512xb200-sxm
        echelle energy train --codecarbon emissions.csv --grid fra --format json
      """)

  static let mainOptions = [
    "params", "tokens", "active-params", "compute", "hardware", "chips", "gpu-hours", "grid",
    "format", "output",
  ]

  @OptionGroup(title: "Training run") var training: TrainingRunArguments
  @OptionGroup(title: "Law") var law: LawComputeArguments
  @OptionGroup(title: "Energy") var energy: EnergyArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    try law.check()
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
        TrainingRunReport(
          estimate, law: compute, acceleratorCount: training.chips.map { Double($0.count) }))
    }
  }
}
