import Statistics

/// How many intervals of a layer have both ends, one or none.
struct FigureIntervals {
  private(set) var closed = 0
  private(set) var open = 0
  private(set) var missing = 0

  /// The intervals of `layer`, whose rows are in one of `tables`; none where it draws no intervals.
  init(of layer: FigureLayer, in tables: [FigureTable]) {
    guard let ends = layer.mark.ends,
      let table = tables.first(where: { $0.name == layer.table }),
      let lower = table.header.firstIndex(of: ends.lower),
      let upper = table.header.firstIndex(of: ends.upper)
    else { return }
    let series = table.header.firstIndex(of: "series")
    for (place, row) in table.rows.enumerated() where place.isMultiple(of: layer.stride) {
      if let wanted = layer.series, let series, row[series] != "\(wanted)" { continue }
      switch (row[lower] == nil, row[upper] == nil) {
      case (false, false): closed += 1
      case (true, true): missing += 1
      default: open += 1
      }
    }
  }
}

extension FigureLayer.Mark {
  /// The columns of the ends of its intervals.
  var ends: (lower: String, upper: String)? {
    switch self {
    case .points, .line: nil
    case .band(_, let lower, let upper): (lower, upper)
    case .verticalIntervals(_, _, let lower, let upper, _),
      .horizontalIntervals(_, _, let lower, let upper, _):
      (lower, upper)
    }
  }
}

extension ConfidenceInterval {
  /// The lower end where it was estimated: `nil` where there is no bound, or where it is a bound that the
  /// quantity cannot pass.
  func shownLower(above bound: Double = -.infinity) -> Double? {
    lower > bound && boundEnd != .lower ? lower : nil
  }

  /// The upper end where it was estimated; `nil` where there is no bound, or where it is one that the
  /// quantity cannot pass.
  var shownUpper: Double? { upper.isFinite && boundEnd != .upper ? upper : nil }
}
