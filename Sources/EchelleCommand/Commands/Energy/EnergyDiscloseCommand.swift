public import ArgumentParser
public import EnergyModel
import Reporting

struct EnergyDiscloseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disclose",
    abstract: "Fill in what a provider reports of a model's training, from the estimate.",
    discussion: """
      eu-gpai has the fields of Annex XI, section 1, of the EU AI Act; sci-ai the Software Carbon \
      Intensity per training token (ISO/IEC 21031:2024); model-card the environmental block of a model \
      card. What is not known stays marked.

      EXAMPLES
        echelle energy disclose --form eu-gpai --params 70B --tokens 15T --grid usa
        echelle energy disclose --form model-card --params 7B --tokens 2T --gpu-hours 184320
        echelle energy disclose --form sci-ai --params 7B --tokens 2T --format json
      """)

  @Option(help: "The form to fill in.")
  var form: Disclosure.Form

  @Option(name: .customLong("model-name"), help: "The name of the model.")
  var modelName: String?

  @OptionGroup(title: "Run options") var training: TrainingRunArguments
  @OptionGroup(title: "Energy options") var energy: EnergyArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    if form == .sciAI {
      try refuseIdle(["--chips"], "in the form sci-ai, which has no field for it")
    }
    try training.check(energy)
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let model = DisclosedModel(
        name: modelName, parameterCount: training.params?.value,
        tokenCount: training.tokens?.value, acceleratorCount: training.chips?.value,
        grid: energy.grid
          ?? (energy.gridIntensity == nil ? EnergyArguments.defaultGrid : nil))
      let run = try training.estimate(energy, try Machine.referenceTables())
      try output.write(DisclosureReport(Disclosure(form: form, model: model, run: run)))
    }
  }
}

extension Disclosure.Form: ExpressibleByArgument {}
