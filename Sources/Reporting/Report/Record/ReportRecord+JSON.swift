import Planning
import ScalingLaws
import Statistics
import Studies
import TrainingRuns

extension ReportRecord {
  /// The record as JSON; the runs and the draws are in the tables beside it.
  public func json() throws -> String { try json(FigureSet(self)) }

  /// The record as JSON, with the figures that were made of it.
  func json(_ figures: FigureSet) throws -> String {
    try JSONText.encode(ReportDocument(self, figures: figures))
  }

  /// The coefficients in tidy form, as ``FitReport`` writes them.
  public func csv() -> String { FitReport(fits: [fit]).csv() }
}

/// The record of a report as JSON.
struct ReportDocument: Encodable {
  let schema = ReportRecord.schema
  let title: String
  let dataset: DatasetSummary
  let law: Law
  let objective: ObjectiveSummary
  let coefficients: [String: Estimate]
  let derived: [String: Estimate]
  let certificate: FitCertificate
  let bootstrap: BootstrapSummary
  let remarks: [Remark]
  let answer: Nullable<PlanDocument>
  let plans: [PlanDocument]
  let planRefusal: Nullable<String>
  let lifetime: Nullable<Lifetime>
  let lifetimeRefusal: Nullable<String>
  let profiles: Nullable<Profiles>
  let profilesRefusal: Nullable<String>
  let published: [Published]
  let figures: [Drawing]
  let omittedFigures: [Omission]
  let companions: [String]
  let provenance: Provenance
  let commands: [String]

  struct Law: Encodable {
    let name: String
    let equation: String
    let coefficients: [String]
    let citation: Nullable<String>
  }

  struct Lifetime: Encodable {
    let loss: Double
    let serving: String
    let uses: [Use]

    struct Use: Encodable {
      let plan: PlanDocument
      let computeOptimalEnergy: UnitEstimate
    }
  }

  struct Profiles: Encodable {
    let curve: String
    let tokenSource: TokenSource
    let weighted: Bool
    let budgets: [Budget]
    let a: Nullable<Estimate>

    struct Budget: Encodable {
      let compute: Double
      let runs: Int
      let parameterCount: Nullable<Estimate>
      let tokenCount: Nullable<Estimate>
      let loss: Nullable<Estimate>
      let refusal: Nullable<String>
    }
  }

  struct Published: Encodable {
    let label: String
    let coefficients: [String: Double]
    let standardErrors: [String: Double]
    let source: String
  }

  struct Drawing: Encodable {
    let name: String
    let title: String
    let description: String
    let tables: [String]
  }

  struct Omission: Encodable {
    let title: String
    let reason: String
  }

  init(_ record: ReportRecord, figures set: FigureSet) {
    let fit = record.fit
    title = record.title
    dataset = fit.dataset
    law = Law(
      name: fit.law.name, equation: fit.law.equation, coefficients: fit.law.coefficients,
      citation: Nullable(fit.law.citation))
    objective = fit.objective
    coefficients = fit.coefficients
    derived = fit.derived
    certificate = fit.certificate
    bootstrap = fit.bootstrap
    remarks = record.remarks
    answer = Nullable(record.answer.map { PlanDocument($0, fit: fit) })
    plans = record.sweep.map { PlanDocument($0, fit: fit) }
    planRefusal = Nullable(record.planRefusal)
    lifetime = Nullable(record.lifetime.map { Lifetime($0, fit: fit) })
    lifetimeRefusal = Nullable(record.lifetimeRefusal)
    profiles = Nullable(record.profiles.map(Profiles.init))
    profilesRefusal = Nullable(record.profilesRefusal)
    published = record.published.map {
      Published(
        label: $0.label, coefficients: $0.coefficients, standardErrors: $0.standardErrors,
        source: $0.source)
    }
    figures = set.figures.map {
      Drawing(
        name: $0.name, title: $0.title, description: $0.description,
        tables: Set($0.panels.flatMap(\.layers).map(\.table)).sorted())
    }
    omittedFigures = set.omissions.map { Omission(title: $0.title, reason: $0.reason) }
    companions = record.companions.map(\.schema)
    provenance = fit.provenance
    commands = record.commands
  }
}

extension ReportDocument.Lifetime {
  init(_ lifetime: LifetimeComparison, fit: FittedLaw) {
    loss = lifetime.loss
    serving = lifetime.cost.text
    uses = lifetime.uses.map { use in
      Use(
        plan: PlanDocument(use.plan, fit: fit),
        computeOptimalEnergy: UnitEstimate(estimate: use.computeOptimalEnergy, unit: "MWh"))
    }
  }
}

extension ReportDocument.Profiles {
  init(_ fit: IsoFLOPFit) {
    curve = fit.curve.name
    tokenSource = fit.tokenSource
    weighted = fit.isWeighted
    a = Nullable(fit.law?.parameterExponent)
    budgets = fit.profiles.map { profile in
      let outcome = profile.outcomes[fit.curve]
      return Budget(
        compute: profile.compute, runs: profile.runCount,
        parameterCount: Nullable(outcome?.optimum?.parameterCount),
        tokenCount: Nullable(outcome?.optimum?.tokenCount),
        loss: Nullable(outcome?.optimum?.loss),
        refusal: Nullable(outcome?.refusal.map { "\($0)" }))
    }
  }
}
