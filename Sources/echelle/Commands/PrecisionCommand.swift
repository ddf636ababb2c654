import ArgumentParser
import EnergyModel
import Planning
import Reporting
import ScalingLaws
import TrainingRuns

struct PrecisionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "precision",
    abstract: "Say what training in fewer bits costs in loss and saves in energy.",
    discussion: """
      For each precision of the accelerator: the effective parameters, the loss and the energy on the \
      same tokens, and the tokens and the energy at the loss of bf16; then what was measured of serving, \
      with the cases in which fewer bits cost more.

      EXAMPLES
        echelle precision hoffmann2022 --params 7B --tokens 2T
        echelle precision fit.json --params 70B --tokens 15T --hardware h100-sxm --utilization .4
      """)

  @Argument(help: "A file written by 'echelle fit --format json', or runs to fit first.")
  var fit: String

  @Option(
    parsing: .unconditional, help: "N, parameters.", transform: QuantityList.init)
  var params: QuantityList

  @Option(
    parsing: .unconditional, help: "D, tokens.", transform: QuantityList.init)
  var tokens: QuantityList

  @OptionGroup(title: "Energy options") var energy: EnergyArguments
  @OptionGroup(title: "Law options") var law: LawArguments
  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup(title: "Fitting options") var fitting: FittingArguments
  @OptionGroup(title: "Output options") var output: OutputArguments

  func run() async throws {
    try await Failure.reporting {
      try output.check()
      let tables = try Machine.referenceTables()
      let gammas = try sensitivity()
      let fits = try await FitSource(path: fit, law: law, reading: reading, fitting: fitting).fits()
      guard let fit = fits.first, fits.count == 1 else {
        throw ValidationError("one fit is compared at a time; this file has \(fits.count)")
      }
      let energy = energy
      let comparer = PrecisionComparer(fit: fit, sensitivity: gammas) { precision in
        try energy.model(tables, precision: precision)
      }
      let comparison = try comparer.compare(
        parameterCount: params.values[0], tokenCount: tokens.values[0])
      let measurements = try InferenceMeasurement.load(from: Machine.datasetStore.searchPath)
      try output.write(
        PrecisionReport(
          comparison, fit: fit, measured: MeasuredPrecisionPair.pairs(in: measurements)))
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
