import ArgumentParser
import Diagnostics
import EnergyModel
import Planning
import Reporting
import ScalingLaws
import TrainingRuns

struct QuantizeCommand: AsyncParsableCommand, ManyOptions {
  static let configuration = CommandConfiguration(
    commandName: "quantize",
    abstract: "Compare precisions and sparsity: loss against energy.",
    discussion: """
      For each precision of the accelerator: effective parameters, loss and energy on the same \
      tokens; tokens and energy needed to match the loss of bf16; and the energy of serving. \
      --sparsity adds models with a share of their weights or experts removed, with zeros computed \
      and with zeros skipped. Published measurements follow, including cases in which fewer bits \
      cost more.

      EXAMPLES
        echelle quantize hoffmann2022 --params 7B --tokens 2T
        echelle quantize hoffmann2022 --params 7B --tokens 2T --sparsity 0.5,0.75
        echelle quantize fit.json --params 7B --tokens 2T \\
          --sparsity 0.9 --sparsity-law sparse-experts
        echelle quantize fit.json --params 70B --tokens 15T --hardware h100-sxm
      """)

  static let mainOptions = [
    "params", "tokens", "sparsity", "sparsity-law", "hardware", "law", "columns", "where",
    "format", "output",
  ]

  @Argument(help: RunsHelp.fit)
  var fit: String

  @Option(
    parsing: .unconditional, help: "N, the number of parameters, as in 7B.",
    transform: OneQuantity.init)
  var params: OneQuantity

  @Option(
    parsing: .unconditional, help: "D, the number of training tokens, as in 2T.",
    transform: OneQuantity.init)
  var tokens: OneQuantity

  @OptionGroup(title: "Sparsity") var sparse: SparsityArguments
  @OptionGroup(title: "Energy") var energy: EnergyArguments
  @OptionGroup(title: "Law") var law: LawArguments
  @OptionGroup(title: "Reading") var reading: ReadingArguments
  @OptionGroup var fitting: FittingArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  func validate() throws {
    try OptionConflict.refuseIdle(
      ["--precision"], because: "every precision of the accelerator is compared")
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
          origin: Origin(file: self.fit), what: "expected one fit, found \(fits.count)",
          why: "precisions are compared under one law",
          fix: "select the runs of one group with --where")
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
