import ArgumentParser
import Diagnostics
import EnergyModel
import Planning
import Reporting
import ScalingLaws
import TrainingRuns

struct PrecisionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "precision",
    abstract: "Say what fewer bits and sparsity cost in loss and save in energy.",
    discussion: """
      For each precision of the accelerator: the effective parameters, the loss and the energy on the \
      same tokens, the tokens and the energy at the loss of bf16, and the energy of serving. With \
      --sparsity, the same of models with a share of their weights, or experts, left out, with zeros \
      computed and with zeros skipped. Then what was measured, with the cases in which fewer bits cost \
      more.

      EXAMPLES
        echelle precision hoffmann2022 --params 7B --tokens 2T
        echelle precision hoffmann2022 --params 7B --tokens 2T --sparsity .5,.75
        echelle precision fit.json --params 7B --tokens 2T --sparsity .9 --sparsity-law sparse-experts
        echelle precision fit.json --params 70B --tokens 15T --hardware h100-sxm --utilization .4
      """)

  @Argument(help: "A file written by 'echelle fit --format json', or runs to fit first.")
  var fit: String

  @Option(
    parsing: .unconditional, help: "N, parameters.", transform: OneQuantity.init)
  var params: OneQuantity

  @Option(
    parsing: .unconditional, help: "D, tokens.", transform: OneQuantity.init)
  var tokens: OneQuantity

  @OptionGroup(title: "Sparsity options") var sparse: SparsityArguments
  @OptionGroup(title: "Energy options") var energy: EnergyArguments
  @OptionGroup(title: "Law options") var law: LawArguments
  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Fitting options") var fitting: FittingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func validate() throws {
    try refuseIdle(["--precision"], "here, where every precision of the accelerator is compared")
    try energy.checkGrid(reportsEmissions: false)
  }

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let tables = try Machine.referenceTables()
      let gammas = try sensitivity()
      let fits = try await FitSource(path: fit, law: law, reading: reading, fitting: fitting).fits()
      guard let fit = fits.first, fits.count == 1 else {
        throw Diagnostic(
          origin: Origin(file: self.fit), what: "there are \(fits.count) fits of it",
          why: "precisions are compared by one law", fix: "choose the runs of one with --where")
      }
      let energy = energy
      let folders = Machine.referencePath
      let served = ServedTokenEnergy(
        model: try energy.inferenceModel(tables), batch: 64, seed: fit.provenance.seed)
      let (size, count) = (params.value, tokens.value)
      let comparison = try PrecisionComparer(fit: fit, sensitivity: gammas, served: served) {
        try energy.model(tables, precision: $0)
      }.compare(parameterCount: size, tokenCount: count)
      let sparsity = try sparse.sparsity.map {
        try SparsityComparer(
          fit: fit, sensitivity: try sparse.sensitivity(),
          energyModel: try energy.model(tables, precision: .bf16), served: served
        ).compare(parameterCount: size, tokenCount: count, sparsities: $0.values)
      }
      try output.write(
        PrecisionReport(
          comparison, sparsity: sparsity, fit: fit, measured: try MeasuredCases.load(from: folders))
      )
    }
  }

  /// γ of weights, activations and cache, from the catalogue.
  private func sensitivity() throws -> PrecisionSensitivity {
    let law = try Machine.laws.law("precision")
    let values = law.published.first?.values ?? [:]
    return PrecisionSensitivity(
      gammas: ["gamma_w", "gamma_a", "gamma_kv"].compactMap { values[$0] })
  }
}
