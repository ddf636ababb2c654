import Architectures
import EnergyModel
import Foundation
import Planning
import Reporting
import SampleFits
import ScalingLaws
import Statistics
import Studies
import TrainingRuns

private let datasets =
  "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/datasets"

/// A report of each kind, made from results without the command.
enum SampleReports: String, CaseIterable {
  case fit, severalFits, predictions, plans, frontier, policies, precision
  case rollout, multiverse, comparison, approaches, isoFLOP
  case hardware, grids, laws, oneLaw, datasetList, count
  case trainingEnergy, disclosure, inference, queries, outlook, slurm

  /// Chinchilla's law, fitted to 30 runs of known coefficients.
  private static func sampleFit(replicates: Int = 40) async throws -> FittedLaw {
    try await SampleFits.fit(noisyRuns()) { $0.replicateCount = replicates }
  }

  private static func noisyRuns() throws -> RunTable {
    try runTable(isoFLOPDesign, losses: losses(of: isoFLOPDesign, noise: 0.01, seed: 3))
  }

  private static var fitter: LawFitter {
    var options = FitOptions()
    options.replicateCount = 40
    return LawFitter(options: options, version: "test")
  }

  private static func tables() throws -> ReferenceTables {
    try ReferenceTables.load(from: [datasets])
  }

  private static func energyModel(
    _ precision: NumericPrecision = .bf16
  ) throws -> TrainingEnergyModel {
    try TrainingEnergyModel(tables: tables(), accelerator: "h100-sxm", precision: precision)
  }

  private static func inferenceModel() throws -> InferenceEnergyModel {
    try InferenceEnergyModel(
      tables: tables(), coefficients: try InferenceCoefficients.load(from: [datasets]),
      accelerator: "h100-sxm")
  }

  private static func trainingRun() throws -> TrainingRunEnergy {
    var facts = TrainingRunFacts()
    facts.compute = TrainingCompute(activeParameterCount: 7e10, tokenCount: 1.5e13)
    return try TrainingRunModel(model: energyModel(), facts: facts).estimate(seed: 0, level: 0.95)
  }

  private static var catalogue: LawCatalogue { LawCatalogue(searchPath: [datasets]) }

  private static let provenance = MethodProvenance(version: "test")

  /// The report.
  func report() async throws -> any Report {
    switch self {
    case .fit: FitReport(fits: [try await Self.sampleFit()])
    case .severalFits:
      FitReport(fits: [try await Self.sampleFit(), try await Self.sampleFit(replicates: 0)])
    case .predictions, .plans, .frontier, .policies, .precision: try await reportOfFit()
    case .rollout, .multiverse, .comparison, .approaches, .isoFLOP: try await reportOfStudy()
    default: try reportOfTables()
    }
  }

  private func reportOfFit() async throws -> any Report {
    let fit = try await Self.sampleFit()
    let planner = try Planner(fit: fit, energyModel: Self.energyModel())
    switch self {
    case .predictions:
      return PredictionReport([
        (fit, [1e9, 7e9].map { fit.predict(at: [.parameterCount: $0, .tokenCount: 2e12]) })
      ])
    case .plans:
      let targets: [PlanTarget] = [.compute(1e21), .compute(1e25), .energy(3.6e12)]
      return PlanReport([(fit, try targets.map { try planner.plan($0) })])
    case .frontier:
      return FrontierReport([(fit, try [1e10, 1e14].map { try planner.plan(.energy($0)) })])
    case .policies:
      return PoliciesReport([(fit, [try planner.compare(compute: 1e22)])])
    default:
      let served = ServedTokenEnergy(model: try Self.inferenceModel(), batch: 64, seed: 0)
      let comparison = try PrecisionComparer(
        fit: fit, sensitivity: PrecisionSensitivity(gammas: [2.67, 2.21, 0.96]), served: served
      ) {
        try Self.energyModel($0)
      }.compare(parameterCount: 7e9, tokenCount: 2e12)
      return PrecisionReport(
        comparison, fit: fit, measured: try MeasuredCases.load(from: [datasets]))
    }
  }

  private func reportOfStudy() async throws -> any Report {
    let runs = try Self.noisyRuns()
    let fitter = Self.fitter
    switch self {
    case .rollout: return RolloutReport([try await Rollout(fitter: fitter).run(runs)])
    case .multiverse:
      return MultiverseReport([
        try await Multiverse(fitter: fitter, compute: 1e22).explore(runs)
      ])
    case .comparison:
      let laws = try ["chinchilla", "compute"].map { try Self.catalogue.law($0).law }
      return ComparisonReport([try await LawComparison(fitter: fitter, laws: laws).run(runs)])
    case .approaches:
      let comparer = ApproachComparer(
        envelope: EnvelopeFitter(), isoFLOP: IsoFLOPFitter(), parametric: fitter)
      return ApproachesReport([try await comparer.compare(runs)], provenance: Self.provenance)
    default:
      return IsoFLOPReport(
        [try await IsoFLOPFitter().fit(runs)], provenance: Self.provenance)
    }
  }

  private func reportOfTables() throws -> any Report {
    switch self {
    case .hardware: return HardwareReport(try Self.tables().accelerators)
    case .grids: return GridReport(try Self.tables().latestGrids)
    case .laws: return LawsReport(try Self.catalogue.laws(), isDetailed: false)
    case .oneLaw: return LawsReport([try Self.catalogue.law("chinchilla")], isDetailed: true)
    case .datasetList:
      return DatasetsReport(
        try DatasetStore(searchPath: [datasets]).datasets(), isDetailed: false)
    case .count:
      let configuration = try ModelConfiguration(
        options: [("", "n_layer", "12"), ("", "n_embd", "768"), ("", "n_head", "12")]
          + [("", "vocab_size", "50257"), ("", "n_positions", "1024"), ("", "model_type", "gpt2")])
      return CountReport([.init(name: "model", shape: try configuration.shape())])
    case .trainingEnergy: return TrainingRunReport(try Self.trainingRun())
    case .disclosure:
      let model = DisclosedModel(
        name: "model", parameterCount: 7e10, tokenCount: 1.5e13, acceleratorCount: 16_000,
        grid: "usa")
      return DisclosureReport(
        Disclosure(form: .euGPAI, model: model, run: try Self.trainingRun()))
    case .inference:
      let model = try Self.inferenceModel()
      let configuration = try InferenceConfiguration(
        activeParameters: 7e10, totalParameters: 7e10, precision: .bf16, accelerators: 4,
        batch: 64, outputTokens: 500)
      let use = try ServingUse(inputTokens: 500, outputTokens: 500)
      return InferenceReport(
        model: model, configuration: configuration, use: use,
        estimate: model.estimate(configuration, use: use, seed: 0, level: 0.95))
    case .queries:
      let model = try Self.inferenceModel()
      let rows = try PublishedQuery.load(from: [datasets]).map {
        ($0, try $0.estimate(by: model, seed: 0, level: 0.95))
      }
      return QueriesReport(rows, hardware: model.hardware, level: 0.95)
    case .outlook:
      let trends = try Trends.load(from: [datasets])
      return OutlookReport(
        try Outlook(trends, to: 2030, seed: 0, level: 0.95), trends: trends)
    default: return SlurmReport(array: "a.sh", merge: "m.sh", shards: 3)
    }
  }
}
