import Testing

@testable import Documents
@testable import Reporting
@testable import Statistics

@Suite("Footnotes and rounded numbers")
struct FootnotesTests {
  @Test("Each source has one number, and stands once below the table.")
  func sources() {
    var notes = Footnotes()
    #expect(["a", "b", "a", "c"].map { notes.mark($0) } == ["[1]", "[2]", "[1]", "[3]"])
    #expect(notes.lines(indent: "  ") == ["  [1] a", "  [2] b", "  [3] c"])
    for text in "defghij".map(String.init) { _ = notes.mark(text) }
    #expect(notes.lines(indent: "")[0] == " [1] a" && notes.lines(indent: "")[9] == "[10] j")
    let long = String(repeating: "word ", count: 30)
    var wrapped = Footnotes()
    _ = wrapped.mark(long)
    let lines = wrapped.lines(indent: "  ")
    #expect(lines.allSatisfy { $0.count <= 80 } && lines[1].hasPrefix("      word"))
    #expect(Footnotes().lines(indent: "").isEmpty)
  }

  @Test("An estimate has three digits, in the unit that suits it; an input keeps its own.")
  func rounding() {
    #expect(NumberText.rounded(10689) == "10700" && NumberText.rounded(9996) == "10000")
    #expect(NumberText.rounded(0.02468) == "0.0247" && NumberText.rounded(-1424) == "-1420")
    #expect(NumberText.rounded(.infinity) == "∞" && NumberText.rounded(0) == "0.00")
    #expect(NumberText.plain(64) == "64" && NumberText.plain(0.5) == "0.500")
    #expect(NumberText.power(137e6) == "137 MW" && NumberText.power(108_637e6) == "109 GW")
    #expect(NumberText.power(999.96e6) == "1.00 GW" && NumberText.power(850) == "850 W")
    #expect(NumberText.power(.nan) == "–")
    let interval = ConfidenceInterval(
      level: 0.95, lower: 244e3, upper: 1424e3, method: .bootstrapPercentile)
    #expect(NumberText.countInterval(interval) == "[244 k, 1.42 M]")
    let open = ConfidenceInterval(
      level: 0.95, lower: 0, upper: 1e9, method: .bootstrapPercentile)
    #expect(NumberText.countInterval(open) == "[0, 1.00 B]")
  }
}
