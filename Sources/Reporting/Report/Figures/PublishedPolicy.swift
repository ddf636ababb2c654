import Planning

/// How a published rule for sharing a budget is drawn.
struct PublishedPolicy {
  let policy: ScalingPolicy
  let dash: FigureLayer.Dash
  let colour: FigureColour

  /// What it is called in keys.
  var title: String { policy.name }

  /// The rules in their order, each with a dash and a colour of its own.
  static let all = zip(
    ScalingPolicy.published,
    [(FigureLayer.Dash.dashed, FigureColour.vermilion), (.dashDotted, .orange), (.dotted, .green)]
  ).map { PublishedPolicy(policy: $0, dash: $1.0, colour: $1.1) }
}
