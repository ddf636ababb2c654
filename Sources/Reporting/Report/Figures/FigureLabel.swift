#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// A word or two at a point.
struct FigureLabel: Sendable {
  var text: String
  var x: Double
  var y: Double
  /// Whether the text ends at the point instead of starting there.
  var endsAtPoint = false

  /// The labels that do not overlap an earlier one, on logarithmic axes.
  static func apart(
    _ labels: [FigureLabel], x: ClosedRange<Double>, y: ClosedRange<Double>
  ) -> [FigureLabel] {
    func distance(_ first: Double, _ second: Double, _ range: ClosedRange<Double>) -> Double {
      abs(log(first / second) / log(range.upperBound / range.lowerBound))
    }
    return labels.reduce(into: []) { kept, label in
      let isFree = kept.allSatisfy {
        distance($0.x, label.x, x) > 0.07 || distance($0.y, label.y, y) > 0.045
      }
      if isFree { kept.append(label) }
    }
  }
}

/// The label of a curve, in a column to the right of its panel, with a line from the end of the curve.
struct FigureEndLabel: Sendable {
  var text: String
  /// The end of the curve.
  var x: Double
  var y: Double
  /// The colour of the line.
  var colour: FigureColour
  /// The height of the label on the y axis.
  var height = Double.nan

  /// The least distance between two labels, as a share of the panel.
  private static let gap = 0.052

  /// The labels with heights on a logarithmic axis, each near its curve's end, in the order of the ends
  /// and none on another.
  static func spread(
    _ labels: [FigureEndLabel], over range: ClosedRange<Double>
  ) -> [FigureEndLabel] {
    let (base, length) = (log(range.lowerBound), log(range.upperBound / range.lowerBound))
    let order = labels.indices.sorted { labels[$0].y < labels[$1].y }
    // Labels that touch form a block, whose middle is the mean of its curves' ends.
    var blocks: [(places: [Int], middle: Double)] = []
    func reach(_ count: Int) -> Double { gap * Double(count - 1) / 2 }
    for place in order {
      let end = min(max((log(labels[place].y) - base) / length, 0), 1)
      blocks.append(([place], end))
      while let last = blocks.last, blocks.count > 1 {
        let previous = blocks[blocks.count - 2]
        let distance =
          last.middle - reach(last.places.count) - previous.middle
          - reach(previous.places.count)
        guard distance < gap else { break }
        let places = previous.places + last.places
        let sum =
          previous.middle * Double(previous.places.count) + last.middle * Double(last.places.count)
        let half = reach(places.count)
        let middle = half < 0.5 ? min(max(sum / Double(places.count), half), 1 - half) : 0.5
        blocks.removeLast(2)
        blocks.append((places, middle))
      }
    }
    var spread = labels
    for block in blocks {
      for (step, place) in block.places.enumerated() {
        let share = block.middle - reach(block.places.count) + gap * Double(step)
        spread[place].height = exp(base + share * length)
      }
    }
    return spread
  }
}
