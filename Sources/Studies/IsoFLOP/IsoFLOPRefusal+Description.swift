internal import ScalingLaws

extension IsoFLOPRefusal: CustomStringConvertible {
  /// The reason, to follow `refused: `.
  public var description: String {
    switch self {
    case .tooFewSizes(let count, let needed, let curve):
      "\(count) model \(count == 1 ? "size" : "sizes"); a \(curve.name) needs \(needed), "
        + "one more than its coefficients"
    case .undetermined(let curve):
      "the model sizes are too close together to determine a \(curve.name)"
    case .lowestAtSmallest(let parameterCount):
      "the minimum is at the smallest model, N = \(compact(parameterCount)): "
        + "the optimum may lie below it"
    case .lowestAtLargest(let parameterCount):
      "the minimum is at the largest model, N = \(compact(parameterCount)): "
        + "the optimum may lie above it"
    case .concave:
      "the parabola opens downwards and has no minimum"
    }
  }
}
