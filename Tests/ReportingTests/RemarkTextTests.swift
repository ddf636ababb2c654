import Documents
import Testing

@testable import Reporting
@testable import Statistics

@Suite("Remarks as text")
struct RemarkTextTests {
  @Test("The most severe remarks come first, each with its remedy.")
  func order() {
    let text = RemarkText([
      Remark(.outliers, .note, "row 3 lies far from the law", fix: "check that row"),
      Remark(.notIdentified, .severe, "the runs do not determine A"),
      Remark(.atBound, .warning, "B at the bound of 0"),
    ])
    let expected = [
      "  severe: the runs do not determine A", "  warning: B at the bound of 0",
      "  note: row 3 lies far from the law; check that row",
    ]
    #expect(text.all.map(\.text) == expected)
    #expect(text.all.map(\.emphasis) == [.bad, .caution, .none])
    #expect(text.severe.map(\.text) == [expected[0]])
    #expect(text.others.map(\.text) == Array(expected[1...]))
    #expect(text.grave.map(\.text) == Array(expected[..<2]))
    #expect(RemarkText([]).all.isEmpty && RemarkText([]).severe.section.isEmpty)
  }

  @Test("Lines have at most 80 columns, unless a word is longer, and lose no word.")
  func wrapping() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let longest = Int.random(in: 1...30, using: &random)
      let words = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        String(
          repeating: ["a", "é", "β"].randomElement(using: &random) ?? "a",
          count: Int.random(in: 1...longest, using: &random))
      }
      let indent = String(repeating: " ", count: Int.random(in: 0...8, using: &random))
      let lines = words.joined(separator: " ").wrapped(columns: 80, indent: indent)
      #expect(lines.allSatisfy { $0.count <= 80 && $0.hasPrefix(indent) })
      #expect(lines.flatMap { $0.split(separator: " ") }.map(String.init) == words)
      // A line ends only where the next word has no room.
      for (line, next) in zip(lines, lines.dropFirst()) {
        let word = next.split(separator: " ").first ?? ""
        #expect(line.count + 1 + word.count > 80)
      }
    }
    let path = String(repeating: "x", count: 90)
    #expect("see \(path) there".wrapped(columns: 80, indent: "  ").count == 3)
  }

  @Test("Each code is listed once, the most severe first.")
  func codes() {
    let remarks = [
      Remark(.outliers, .note, "a"), Remark(.fewLevels, .severe, "N"),
      Remark(.fewLevels, .severe, "D"), Remark(.atBound, .warning, "b"),
    ]
    #expect(remarks.codeList == "few-levels;at-bound;outliers")
    #expect([Remark]().codeList == "")
  }

  @Test("A remark shared by several results is printed once, with all of them.")
  func gathered() {
    let (common, own) = (
      Remark(.fewLevels, .severe, "N takes 2 values"), Remark(.atBound, .note, "B")
    )
    var other = common
    other.values = ["levels": 2]
    let remarks: [Remark] = .gathered(
      [("0.5", [own]), ("0.6", [common]), ("0.7", [other])], kind: ("quantile ", "quantiles "))
    #expect(
      remarks.map(\.text) == ["quantiles 0.6, 0.7: N takes 2 values", "quantile 0.5: B"])
  }

  @Test("An input and what is computed from inputs are called that; a missing interval is a dash.")
  func intervals() {
    func text(_ value: Double) -> String { "\(value)" }
    #expect(NumberText.interval(of: .input(2), text) == "input")
    #expect(NumberText.interval(of: .computed(2), text) == "computed")
    #expect(NumberText.countInterval(of: .input(2)) == "input")
    #expect(NumberText.interval(of: .missing(2, because: "of that"), text) == "–")
    var interval = ConfidenceInterval(
      level: 0.9, lower: 0, upper: 5e9, method: .bootstrapPercentile)
    #expect(NumberText.interval(interval, text) == "[0.0, 5000000000.0]")
    interval.boundEnd = .lower
    #expect(
      NumberText.interval(of: Estimate(value: 1, interval: interval), text) == "≤ 5000000000.0")
    #expect(NumberText.countInterval(of: Estimate(value: 1e9, interval: interval)) == "≤ 5.00 B")
  }

  @Test(
    "Reasons are said once for all that have them, unless a remark says them, or it is an input.")
  func missing() {
    var missing = MissingIntervals(besides: [
      Remark(
        .failedReplicates, .severe, "9 of 20 replicates could not be refitted, so there are none")
    ])
    missing.note("a", .missing(1, because: "9 of 20 replicates could not be refitted"))
    missing.note("b", .missing(1, because: "of b"))
    missing.note("c", .input(1))
    missing.note("d", .missing(1, because: "of b"))
    let interval = ConfidenceInterval(
      level: 0.9, lower: 0, upper: 1, method: .bootstrapPercentile)
    missing.note("e", Estimate(value: 1, interval: interval, reason: "a few extreme replicates"))
    missing.note("f", Estimate(value: 1, standardError: 1, interval: interval, reason: "left out"))
    #expect(
      missing.sentences == [
        "no interval for b, d: of b", "no standard error for e: a few extreme replicates",
      ])
    #expect(missing.lines(indent: "  ")[0] == "  no interval for b, d: of b")
  }
}
