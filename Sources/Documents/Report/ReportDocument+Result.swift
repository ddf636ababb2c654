package import Planning
package import ScalingLaws
package import Statistics
package import Studies
package import TrainingRuns

extension ReportDocument {
  /// A figure of the report, and the tables it is drawn from.
  package typealias DrawnFigure = (
    name: String, title: String, description: String, tables: [String]
  )

  /// What plans there are, and otherwise why there are none.
  package struct Planned {
    package var answer: Plan?
    package var sweep: [Plan]
    package var refusal: String?
    package var lifetime: LifetimeComparison?
    package var lifetimeRefusal: String?

    /// Plans, the answer among them.
    package init(
      answer: Plan?, sweep: [Plan], refusal: String?, lifetime: LifetimeComparison?,
      lifetimeRefusal: String?
    ) {
      self.answer = answer
      self.sweep = sweep
      self.refusal = refusal
      self.lifetime = lifetime
      self.lifetimeRefusal = lifetimeRefusal
    }
  }

  /// The record of a report on `fit`, with its plans, the IsoFLOP profiles of its runs, the figures that
  /// were drawn and omitted, and the schemas of the documents shown beside it.
  package init(
    title: String, fit: FittedLaw, remarks: [Remark], planned: Planned,
    profiles: (fit: IsoFLOPFit?, refusal: String?), published: [PublishedFit],
    figures: [DrawnFigure], omitted: [(title: String, reason: String)], companions: [String],
    commands: [String]
  ) {
    self.title = title
    dataset = fit.dataset
    law = Law(
      name: fit.law.name, equation: fit.law.equation, coefficients: fit.law.coefficients,
      citation: Nullable(fit.law.citation))
    objective = fit.objective
    coefficients = fit.coefficients
    derived = fit.derived
    certificate = fit.certificate
    bootstrap = fit.bootstrap
    self.remarks = remarks
    answer = Nullable(planned.answer.map { .init($0, fit: fit) })
    plans = planned.sweep.map { .init($0, fit: fit) }
    planRefusal = Nullable(planned.refusal)
    lifetime = Nullable(planned.lifetime.map { Lifetime($0, fit: fit) })
    lifetimeRefusal = Nullable(planned.lifetimeRefusal)
    self.profiles = Nullable(profiles.fit.map(Profiles.init))
    profilesRefusal = Nullable(profiles.refusal)
    self.published = published.map {
      Published(
        label: $0.label, coefficients: $0.coefficients, standardErrors: $0.standardErrors,
        source: $0.source)
    }
    self.figures = figures.map {
      Drawing(name: $0.name, title: $0.title, description: $0.description, tables: $0.tables)
    }
    omittedFigures = omitted.map { Omission(title: $0.title, reason: $0.reason) }
    self.companions = companions
    provenance = fit.provenance
    self.commands = commands
  }
}

extension ReportDocument.Lifetime {
  fileprivate init(_ lifetime: LifetimeComparison, fit: FittedLaw) {
    loss = lifetime.loss
    serving = lifetime.cost.text
    uses = lifetime.uses.map {
      .init(
        plan: .init($0.plan, fit: fit),
        computeOptimalEnergy: UnitEstimate(estimate: $0.computeOptimalEnergy, unit: "MWh"))
    }
  }
}

extension ReportDocument.Profiles {
  fileprivate init(_ fit: IsoFLOPFit) {
    curve = fit.curve.name
    tokenSource = fit.tokenSource.rawValue
    weighted = fit.isWeighted
    a = Nullable(fit.law?.parameterExponent)
    budgets = fit.profiles.map { profile in
      let outcome = profile.outcomes[fit.curve]
      return ReportDocument.Budget(
        compute: profile.compute, runs: profile.runCount,
        parameterCount: Nullable(outcome?.optimum?.parameterCount),
        tokenCount: Nullable(outcome?.optimum?.tokenCount),
        loss: Nullable(outcome?.optimum?.loss),
        refusal: Nullable(outcome?.refusal.map { "\($0)" }))
    }
  }
}
