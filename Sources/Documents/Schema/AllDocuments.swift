import ScalingLaws

/// The documents that types describe.
package enum AllDocuments {
  /// Each of them, in the order in which the docs list them.
  package static let all: [any Document.Type] = [
    FitsDocument.self, PredictionsDocument.self, PlansDocument.self, FrontierDocument.self,
    PoliciesDocument.self, ReportDocument.self, RunsDocument.self, BatchRecord.self,
    SlurmDocument.self, RolloutDocument.self, CalibrationDocument.self, CoverageDocument.self,
    MultiverseDocument.self,
    EnvelopeDocument.self,
    IsoFLOPDocument.self, OptimaDocument.self, ApproachesDocument.self, VerificationDocument.self,
    LawsDocument.self, LawValuesDocument.self, ComparisonDocument.self, DatasetsDocument.self,
    PulledDatasetsDocument.self, CountDocument.self, TrainingEnergyDocument.self,
    InferenceDocument.self, QueriesDocument.self, OutlookDocument.self, PrecisionDocument.self,
    DisclosureDocument.self, BacktestDocument.self, HardwareDocument.self, GridsDocument.self,
    ErrorDocument.self,
  ]

  /// The table of the docs, one line each: forms, the commands that write them, and their schemas.
  package static var table: [String] {
    func row(_ schema: String, _ writers: String) -> String {
      let file = schema.replacing("echelle.", with: "").replacing("/", with: "-")
      return "| `\(schema)` | \(writers) | `\(file).schema.json` |"
    }
    return ["| `schema` | written by | JSON Schema |", "|---|---|---|"]
      + [row(FittedLaw.schema, "`fit`, for one table or group")]
      + all.map { row($0.schema, $0.writers) }
  }

  /// The document that `bytes` hold, written again; `nil` if no type describes it.
  ///
  /// - Throws: `DecodingError` if it is not what its schema says.
  package static func rewritten(_ bytes: [UInt8]) throws -> String? {
    let schema = try JSONText.peek(SchemaName.self, at: bytes).schema
    func text<Content: Document>(_ type: Content.Type) throws -> String? {
      type.readableSchemas.contains(schema) ? try Content(json: bytes).json() : nil
    }
    for type in all {
      if let text = try text(type) { return text }
    }
    return nil
  }
}
