import ScalingLaws

/// How far a point lies beyond the runs as JSON, in decades: above 0 beyond the largest, below 0 under the
/// smallest, 0 within; null where the fit or the point does not have the quantity.
struct DistanceForm: Encodable {
  let compute: Nullable<Double>
  let parameterCount: Nullable<Double>
  let tokenCount: Nullable<Double>

  init(_ distance: RunDistance) {
    compute = Nullable(distance.compute)
    parameterCount = Nullable(distance.parameterCount)
    tokenCount = Nullable(distance.tokenCount)
  }

  /// The cells of N, D and C.
  var cells: [String?] { [parameterCount, tokenCount, compute].map { CSVText.number($0.value) } }
}
