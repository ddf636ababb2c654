public import ArgumentParser
public import EnergyModel
import Reporting

struct EnergyDiscloseCommand: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "disclose",
    abstract: "Fill in a disclosure form for a model's training.",
    discussion: """
      eu-gpai has the fields of Annex XI, section 1, of the EU AI Act; sci-ai is the Software \
      Carbon Intensity per training token (ISO/IEC 21031:2024); model-card is the environmental \
      block of a model card. Unknown fields are marked.

      EXAMPLES
        echelle energy disclose --form eu-gpai --params 70B --tokens 15T --grid usa
        echelle energy disclose --form model-card --params 7B --tokens 2T \\
          --gpu-hours 184320
        echelle energy disclose --form sci-ai --params 7B --tokens 2T --format json
      """)

  static let mainOptions = [
    "form", "params", "tokens", "active-params", "compute", "hardware", "chips", "gpu-hours",
    "grid", "output",
  ]

  @Option(help: "Form to fill in.")
  var form: Disclosure.Form

  @Option(name: .customLong("model-name"), help: "Name of the model.")
  var modelName: String?

  @OptionGroup(title: "Training run") var training: TrainingRunArguments
  @OptionGroup(title: "Energy") var energy: EnergyArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    if form == .sciAI {
      try OptionConflict.refuseIdle(["--chips"], because: "the form sci-ai has no field for it")
    }
    try training.check(energy)
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let tables = try Machine.referenceTables()
      let grid =
        energy.grid ?? (energy.gridIntensity == nil ? EnergyArguments.defaultGrid : nil)
      let model = DisclosedModel(
        name: modelName, parameterCount: training.params?.value,
        tokenCount: training.tokens?.value,
        acceleratorCount: training.chips.map { Double($0.count) },
        grid: try grid.map(tables.gridName))
      let run = try training.estimate(energy, tables)
      try output.write(DisclosureReport(Disclosure(form: form, model: model, run: run)))
    }
  }
}

extension Disclosure.Form: ExpressibleByArgument {}
