import Testing

@testable import Reporting
@testable import Statistics

@Suite("Intervals without an end")
struct OpenIntervalTests {
  /// A figure with a closed interval, one without each end, and one without both.
  private func figure(_ mark: FigureLayer.Mark, rows: [[String?]] = OpenIntervalTests.rows)
    -> Figure
  {
    Figure(
      name: "f", title: "F", subtitle: "", description: "",
      panels: [
        FigurePanel(
          x: FigureAxis(title: "x", range: 1...10), y: FigureAxis(title: "y", range: 2...20),
          layers: [FigureLayer(table: "t", mark: mark, title: "bars", colour: .blue)])
      ], tables: [FigureTable("t", ["x", "y", "low", "high"], rows)])
  }

  private static let rows: [[String?]] = [
    ["1", "5", "4", "6"], ["2", "5", nil, "6"], ["3", "5", "4", nil], ["4", "5", nil, nil],
  ]

  private static let upright = FigureLayer.Mark.verticalIntervals(
    x: "x", y: "y", lower: "low", upper: "high", symbol: .disc)

  private func script(_ figure: Figure) -> [String] {
    FigureScript(figure: figure, tables: figure.tables).text.split(separator: "\n").map(String.init)
      .filter { $0.contains("'../data/t.csv'") }
  }

  @Test("Intervals are counted by their ends, in the rows that are drawn.")
  func counts() {
    let figure = figure(Self.upright)
    let layer = figure.panels[0].layers[0]
    let counts = FigureIntervals(of: layer, in: figure.tables)
    #expect((counts.closed, counts.open, counts.missing) == (1, 2, 1))
    var every = layer
    every.stride = 2
    let drawn = FigureIntervals(of: every, in: figure.tables)
    #expect((drawn.closed, drawn.open, drawn.missing) == (1, 1, 0))
    #expect(FigureIntervals(of: layer, in: []).open == 0)
  }

  @Test("A missing end is an arrow to the edge of the panel, and never a closed bar.")
  func arrows() {
    let lines = script(figure(Self.upright))
    #expect(lines.count == 3)
    #expect(lines[0].contains("yerrorbars") && lines[0].contains("title $text"))
    #expect(lines[1].contains("points pointtype 7") && lines[1].contains("notitle"))
    #expect(lines[2].contains("vectors head") && lines[2].contains("(valid(3)?20.0:2.0)"))
    let horizontal = script(
      figure(.horizontalIntervals(x: "x", y: "y", lower: "low", upper: "high", symbol: .disc)))
    #expect(horizontal[2].contains("(valid(3)?10.0:1.0)"))
  }

  @Test("Closed intervals alone are drawn as bars alone, and open ones alone have the key.")
  func alone() {
    #expect(script(figure(Self.upright, rows: [Self.rows[0]])).count == 1)
    let open = script(figure(Self.upright, rows: [Self.rows[1]]))
    #expect(open.count == 2 && open[0].contains("points") && open[0].contains("title $text"))
  }

  @Test("A band without an end reaches the edge of the panel; matplotlib draws the same.")
  func bands() {
    let band = figure(.band(x: "x", lower: "low", upper: "high"))
    #expect(script(band)[0].contains("valid(3)?column('low'):valid(4)?2.0:NaN"))
    let python = FigurePython(figure: band, tables: band.tables).text
    #expect(python.contains("*opened(*pick(t, \"x\", \"low\", \"high\"), (2, 20))"))
    let bars = figure(Self.upright)
    let code = FigurePython(figure: bars, tables: bars.tables).text
    #expect(code.contains("arrows(ax, *pick(t, \"x\", \"low\", \"high\"), (2, 20), True, "))
    let closed = figure(Self.upright, rows: [Self.rows[0]])
    #expect(!FigurePython(figure: closed, tables: closed.tables).text.contains("arrows("))
  }

  @Test(
    "An end that was not estimated is none: an infinite one, or the bound of a one-sided interval.")
  func ends() {
    func interval(
      _ lower: Double, _ upper: Double, bound end: ConfidenceInterval.End? = nil
    ) -> ConfidenceInterval {
      var interval = ConfidenceInterval(
        level: 0.95, lower: lower, upper: upper, method: .bootstrapPercentile)
      interval.boundEnd = end
      return interval
    }
    #expect(interval(1, 2).shownLower() == 1 && interval(1, 2).shownUpper == 2)
    #expect(interval(-.infinity, 2).shownLower() == nil && interval(1, .infinity).shownUpper == nil)
    #expect(interval(0, 2, bound: .lower).shownLower() == nil)
    #expect(interval(0, 2, bound: .lower).shownUpper == 2)
    #expect(interval(0, 2, bound: .upper).shownLower() == 0)
    #expect(interval(0, 2, bound: .upper).shownUpper == nil)
    #expect(interval(0, 2).shownLower() == 0 && interval(0, 2).shownLower(above: 0) == nil)
  }
}
