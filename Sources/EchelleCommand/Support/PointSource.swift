import Diagnostics
import Documents
import Inference
import ScalingLaws
import Statistics
import Tables
import TrainingRuns

/// The points at which laws are evaluated: named on the command line, or the rows of a table.
enum PointSource {
  case named([[ScalingLaw.Variable: Double]])
  case table(TableReader)

  /// The points of the options.
  ///
  /// - Throws: `Diagnostic` where a table cannot be read.
  init(_ model: ModelArguments, table path: String?) throws {
    if let path {
      self = .table(try TableReader(path: path))
    } else {
      self = .named(try model.models())
    }
  }

  /// Refuses points that do not have the variables of `law`.
  ///
  /// - Throws: `Diagnostic`.
  func check(_ law: ScalingLaw) throws {
    switch self {
    case .named(let models): for model in models { try ModelArguments.check(model, for: law) }
    case .table(let reader): _ = try Self.table(reader, of: law)
    }
  }

  /// What a fit, and the ensemble of its runs, predict at the points.
  ///
  /// - Throws: `Diagnostic` or ``PredictionError`` where the law is undefined at one of them.
  func predictions(
    of analysed: AnalysedFit, quantiles: [Double], threadCount: Int
  ) async throws -> PredictedPoints {
    let fit = analysed.fit
    func predict(_ points: [[ScalingLaw.Variable: Double]]) async throws -> [LossPrediction] {
      try await fit.predictions(at: points, quantiles: quantiles, threadCount: threadCount)
    }
    func refuseUndefined(_ predictions: [LossPrediction], _ origin: (Int) -> Origin) throws {
      for (row, prediction) in predictions.enumerated() where !prediction.isDefined {
        throw PredictionError.undefined(
          law: fit.law.name,
          point: Dictionary(
            uniqueKeysWithValues: fit.law.variables.map {
              ($0.symbol, prediction.point[$0] ?? .nan)
            }), value: prediction.loss.value, at: origin(row))
      }
    }
    switch self {
    case .named(let models):
      try check(fit.law)
      let predictions = try await predict(models)
      try refuseUndefined(predictions) { _ in Origin(.variable) }
      return PredictedPoints(analysed, predictions)
    case .table(let reader):
      let table = try Self.table(reader, of: fit.law)
      let columns = table.values.map { (ScalingLaw.Variable(symbol: $0.key), $0.value) }
      let predictions = try await predict(
        (0..<table.count).map { row in
          Dictionary(uniqueKeysWithValues: columns.map { ($0.0, $0.1[row]) })
        })
      try refuseUndefined(predictions) { Origin(file: table.name, line: table.lines[$0]) }
      return PredictedPoints(analysed, predictions, carried: table.carried)
    }
  }

  private static func table(_ reader: TableReader, of law: ScalingLaw) throws -> PointTable {
    try PointTable(reading: reader, variables: law.variables.map(\.symbol))
  }
}
