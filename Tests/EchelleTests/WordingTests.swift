import Foundation
import Testing

/// The text cells of a notebook.
private struct Notebook: Decodable {
  struct Cell: Decodable {
    var kind: String
    var source: [String]

    enum CodingKeys: String, CodingKey {
      case kind = "cell_type"
      case source
    }
  }
  var cells: [Cell]
}

@Suite("Wording")
struct WordingTests {
  @Test("The patterns match the phrases to avoid, and nothing in plain text.")
  func patterns() {
    let phrases = [
      "The steps are not told.", "what is told of a run", "It tells N.",
      "the accelerators to be had",
      "what the spread is owed to", "not written over another one unasked",
      "the law promises a loss of 2.1", "no bootstrap was asked for", "given, taken as exact",
      "--compute stands instead of --params", "24 universes, 18 of them fitted",
      "within1_5 is 0.9", "emissions to be made at most", "Whose data centre it is",
      "the runs hardly determine the law", "Look out at the power of training",
      "given, not estimated", "follows from what is given", "energy of idle over busy nodes",
      "what fails is told at the end", "as the least absolute deviations that they are",
      "outside the fitted runs, in decades", "see how well those of more are predicted",
      "how the energy was come by", "what has to be said of the figures", "the gravest first",
      "give N by --params", "within 10 % of its least", "2 differ as declared",
      "files that are no logs", "the same with active accelerators alone", "dropped anew in each",
      "fitted up to quantile 0.7 of C", "the PUE, as an exact value", "data centres of the world",
    ]
    for phrase in phrases {
      #expect(!Phrasing.matches(in: phrase).isEmpty, "\(phrase)")
    }
    for text in [
      "Predicted loss: 2.1; the interval is input and fixed.", "tellurium", "a toll", "stole",
    ] {
      #expect(Phrasing.matches(in: text).isEmpty, "\(text)")
    }
  }

  @Test("Literals and comments of Swift are extracted without the surrounding code.")
  func pieces() {
    let source = ##"""
      let told = "a \(tell("b c")) d" // a comment
      /* another */ let raw = #"x \#(told) "y""#
      let lines = """
        first "line"
        second
        """
      """##
    let pieces = SwiftText(source)
    #expect(pieces.literals.map(\.text).contains("a \u{FFFC} d"))
    #expect(pieces.literals.map(\.text).contains("b c"))
    #expect(pieces.literals.map(\.text).contains("x \u{FFFC} \"y\""))
    #expect(pieces.literals.contains { $0.text.contains("second") && $0.line == 3 })
    #expect(pieces.comments.map(\.text) == [" a comment", " another "])
    #expect(pieces.comments.map(\.line) == [1, 2])
  }

  @Test("Texts of the program are plain technical English.")
  func literals() throws {
    var found: [String] = []
    for file in try RepositoryFile.all(under: ["Sources"], named: { $0.hasSuffix(".swift") }) {
      // A name or a key has no spaces.
      for literal in SwiftText(try file.text()).literals where literal.text.contains(" ") {
        found += (Phrasing.matches(in: literal.text) + Phrasing.bareDecimals(in: literal.text))
          .map { "\(file.path):\(literal.line): \($0)" }
      }
    }
    #expect(found == [], "\(found.joined(separator: "\n"))")
  }

  @Test("Numbers in descriptors, reference tables and documentation have a leading zero.")
  func leadingZeros() throws {
    #expect(Phrasing.bareDecimals(in: "median .74 of H100 (.5), 0.3, x.5, 1..2").count == 2)
    var files = try RepositoryFile.all(under: ["datasets", "Sources"]) {
      $0.hasSuffix(".yml") || $0.hasSuffix(".md")
    }
    // The tables of runs have no sentences.
    files += try RepositoryFile.all(under: ["datasets"]) {
      $0.hasSuffix(".csv") && !$0.hasSuffix("runs.csv")
    }
    files += try RepositoryFile.all(under: [""], depth: 1) { $0.hasSuffix(".md") }
    var found: [String] = []
    for file in files {
      for (index, line) in try file.text().split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() {
        found += Phrasing.bareDecimals(in: String(line)).map {
          "\(file.path):\(index + 1): \($0)"
        }
      }
    }
    #expect(found == [], "\(found.joined(separator: "\n"))")
  }

  @Test("Pages, descriptors, documentation and notebooks are plain technical English.")
  func texts() throws {
    let folders = ["Sources", "datasets", "Benchmarks", "notebooks-export"]
    let endings = [".mustache", ".js", ".md", ".yml"]
    var files = try RepositoryFile.all(under: folders) { name in
      endings.contains { name.hasSuffix($0) }
    }
    files += try RepositoryFile.all(under: [""], depth: 1) { $0.hasSuffix(".md") }
    var found: [String] = []
    for file in files {
      for (index, line) in try file.text().split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() {
        found += Phrasing.matches(in: String(line)).map { "\(file.path):\(index + 1): \($0)" }
      }
    }
    for file in try RepositoryFile.all(
      under: ["notebooks-export"], named: { $0.hasSuffix(".ipynb") })
    {
      let notebook = try JSONDecoder().decode(Notebook.self, from: Data(file.text().utf8))
      for cell in notebook.cells where cell.kind == "markdown" {
        found += Phrasing.matches(in: cell.source.joined()).map { "\(file.path): \($0)" }
      }
    }
    #expect(found == [], "\(found.joined(separator: "\n"))")
  }

  @Test("The help is plain technical English.")
  func help() async throws {
    let sandbox = try Sandbox()
    let dump = try await sandbox.echelle("--experimental-dump-help")
    let found = Phrasing.matches(in: dump.output)
    #expect(found == [], "\(found.joined(separator: "\n"))")
  }

  @Test("Comments avoid the forms of one overused verb.")
  func comments() throws {
    var found: [String] = []
    for file in try RepositoryFile.all(
      under: ["Sources", "Tests", "Benchmarks"], named: { $0.hasSuffix(".swift") })
    {
      for comment in SwiftText(try file.text()).comments {
        found += Phrasing.telling(in: comment.text).map { "\(file.path):\(comment.line): \($0)" }
      }
    }
    let scripts = try RepositoryFile.all(under: ["Tests", "Benchmarks", ".scripts", ".ci"]) {
      name in
      name.hasSuffix(".py") || name.hasSuffix(".c") || name.hasSuffix(".h") || !name.contains(".")
    }
    let top = try RepositoryFile.all(under: [""], depth: 1) { $0 == "Makefile" }
    for file in scripts + top {
      let text = try file.text()
      guard file.path.contains(".") || text.hasPrefix("#") else { continue }
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        guard let mark = line.range(of: "#|//|/\\*|^ \\*", options: .regularExpression) else {
          continue
        }
        found += Phrasing.telling(in: String(line[mark.lowerBound...]))
          .map { "\(file.path):\(index + 1): \($0)" }
      }
    }
    #expect(found == [], "\(found.joined(separator: "\n"))")
  }
}
