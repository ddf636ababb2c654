import ScalingLaws
import Statistics
import Studies

/// A comparison of laws as JSON.
struct ComparisonDocument: Encodable {
  let dataset: String
  let runs: Int
  let quantity: String
  let likelihood = "laplace"
  let objective: String
  let level: Double
  let replicates: Int
  let rolloutQuantile: Double
  let laws: [Entry]
  let notRanked: [UnrankedEntry]
  let said: [String]
  let notSaid: [String]
  /// Of all laws, each with its name.
  let remarks: [Remark]
  let provenance: Provenance

  /// A law among the others.
  struct Entry: Encodable {
    let law: String
    let formula: String
    let coefficients: [String: Double]
    let certificate: FitCertificate
    let scale: Double
    let parameters: Int
    let logLikelihood: Double
    let aic: Double
    let aicc: Double
    let bic: Double
    let aiccDifference: Double
    let weight: Double
    let differencePerRun: Estimate
    let rollout: Nullable<RolloutDocument.Score>
    let rolloutRefused: Nullable<String>
    let remarks: [Remark]
  }

  /// A law that is not ranked.
  struct UnrankedEntry: Encodable {
    let law: String
    let formula: String
    let reason: String
    let coefficients: Nullable<[String: Double]>
    let certificate: Nullable<FitCertificate>
    let remarks: [Remark]

    init(_ unranked: UnrankedLaw) {
      law = unranked.law.name
      formula = unranked.law.formula
      reason = unranked.reason
      coefficients = Nullable(unranked.fit?.coefficients.mapValues(\.value))
      certificate = Nullable(unranked.fit?.certificate)
      remarks = unranked.fit?.remarks.gravestFirst ?? []
    }
  }

  init(_ result: LawComparisonResult, command: [String]?) {
    dataset = result.dataset
    runs = result.runs.used
    quantity = result.quantity
    objective = result.best.fit.objective.name
    level = result.level
    replicates = result.replicateCount
    rolloutQuantile = result.rolloutQuantile
    laws = result.laws.map(Entry.init)
    notRanked = result.unranked.map(UnrankedEntry.init)
    let statements = ComparisonStatements(result: result)
    said = statements.said
    notSaid = statements.notSaid
    remarks = result.remarks
    var provenance = result.provenance
    provenance.command = command
    self.provenance = provenance
  }
}

extension ComparisonDocument.Entry {
  init(_ compared: ComparedLaw) {
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

extension LawComparisonResult {
  /// What limits the fits of the laws, each with its name, the gravest first.
  var remarks: [Remark] {
    .gathered(
      laws.map { ("'\($0.fit.law.name)'", $0.fit.remarks) }
        + unranked.map { ("'\($0.law.name)'", $0.fit?.remarks ?? []) })
  }
}
