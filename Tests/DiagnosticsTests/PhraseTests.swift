import Diagnostics
import Testing

@Suite("Phrases")
struct PhraseTests {
  private let shout = Spelling { "<\($0.setting.rawValue)>" }

  @Test("A setting is spelled out only when the text is rendered.")
  func spelling() {
    let phrase: Phrase = "correct the cell, or pass \(.invalidRows, "skip")"
    #expect(phrase.text() == "correct the cell, or pass skip as the treatment of invalid rows")
    #expect(phrase.text(shout) == "correct the cell, or pass <invalidRows>")
    Spelling.$current.withValue(shout) {
      #expect("\(phrase)" == "correct the cell, or pass <invalidRows>")
    }
  }

  @Test(
    "A setting in the field's words says what it is of and which value it is to have.",
    arguments: [
      ("\(.filter)", "the filter of rows"),
      ("\(.unit, of: "tokens")", "the unit of tokens"),
      ("\(.unit, of: "tokens", "billions")", "billions as the unit of tokens"),
      ("\(.column, of: "loss", name: "val loss")", "'val loss' as the column of loss"),
      ("\(.filter, quoted: "N > 0")", "'N > 0' as the filter of rows"),
    ] as [(Phrase, String)])
  func words(_ phrase: Phrase, _ text: String) {
    #expect(phrase.text() == text)
  }

  @Test("Texts built in different ways are equal, and mentions keep their order.")
  func concatenation() {
    let whole: Phrase = "give \(.batchSize) and \(.contextLength), in \(2) numbers"
    var parts: Phrase = "give " + "\(.batchSize)" + " and "
    parts += "\(.contextLength)" + ", in " + Phrase("2 numbers")
    #expect(parts == whole)
    #expect(parts.mentions.map(\.setting) == [.batchSize, .contextLength])
    let nested: Phrase = "\(whole)"
    #expect(nested == whole)
  }

  @Test("Phrases are joined and enumerated like strings.")
  func lists() {
    let phrases: [Phrase] = ["\(.days)", "b", "c"]
    #expect(phrases.joined(separator: "; ").text(shout) == "<days>; b; c")
    #expect(enumerated(phrases, last: "or").text(shout) == "<days>, b or c")
    #expect(enumerated([Phrase]()).text() == "")
    #expect(enumerated(["a", "b"]) == "a and b")
    #expect(listed(["a", "b", "c", "d"], showing: 2) == "'a', 'b' and 2 more")
    #expect(listed(["a", "b", "c"], showing: 2) == "'a', 'b', 'c'")
    #expect(counted(1, "row") == "1 row")
  }

  @Test("Every setting has words of its own.")
  func descriptions() {
    let words = Setting.allCases.map(\.description)
    #expect(Set(words).count == words.count)
    for text in words { #expect(text.hasPrefix("the ") || text.hasPrefix("a "), "\(text)") }
  }
}
