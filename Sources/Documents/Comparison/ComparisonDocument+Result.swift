import ScalingLaws
package import Statistics
package import Studies

extension ComparisonDocument {
  /// Comparisons of laws, each with what can be said of the laws and what cannot, made by `command`.
  package init(
    _ results: [(LawComparisonResult, said: [String], notSaid: [String])], command: [String]?
  ) {
    comparisons = results.map { Comparison($0, said: $1, notSaid: $2, command: command) }
  }
}

extension ComparisonDocument.Comparison {
  fileprivate init(
    _ result: LawComparisonResult, said: [String], notSaid: [String], command: [String]?
  ) {
    dataset = result.dataset
    runs = result.runs.used
    quantity = result.quantity
    likelihood = "laplace"
    objective = result.best.fit.objective.name
    level = result.level
    replicates = result.replicateCount
    rolloutQuantile = result.rolloutQuantile
    laws = result.laws.map(ComparisonDocument.Law.init)
    notRanked = result.unranked.map(ComparisonDocument.Unranked.init)
    self.said = said
    self.notSaid = notSaid
    remarks = result.remarks
    var provenance = result.provenance
    provenance.command = command
    self.provenance = provenance
  }
}

extension ComparisonDocument.Law {
  fileprivate init(_ compared: ComparedLaw) {
    law = compared.fit.law.name
    formula = compared.fit.law.formula
    coefficients = compared.fit.coefficients.mapValues(\.value)
    certificate = compared.fit.certificate
    scale = compared.likelihood.scale
    parameters = compared.criteria.parameterCount
    logLikelihood = compared.criteria.logLikelihood
    aic = compared.criteria.aic
    aicc = compared.criteria.aicc
    bic = compared.criteria.bic
    aiccDifference = compared.aiccDifference
    weight = compared.weight
    differencePerRun = compared.difference
    rollout = Nullable(compared.rolloutScore.map(RolloutDocument.Score.init))
    rolloutRefused = Nullable(compared.rolloutRefusal)
    remarks = compared.fit.remarks.gravestFirst
  }
}

extension ComparisonDocument.Unranked {
  fileprivate init(_ unranked: UnrankedLaw) {
    law = unranked.law.name
    formula = unranked.law.formula
    reason = unranked.reason
    coefficients = Nullable(unranked.fit?.coefficients.mapValues(\.value))
    certificate = Nullable(unranked.fit?.certificate)
    remarks = unranked.fit?.remarks.gravestFirst ?? []
  }
}

extension LawComparisonResult {
  /// What limits the fits of the laws, each with its name, most severe first.
  package var remarks: [Remark] {
    .gathered(
      laws.map { ("'\($0.fit.law.name)'", $0.fit.remarks) }
        + unranked.map { ("'\($0.law.name)'", $0.fit?.remarks ?? []) })
  }
}
