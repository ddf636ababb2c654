import Diagnostics
import Testing

@Suite struct NearestNamesTests {
  @Test(arguments: [
    ("tokns", ["parameters", "tokens", "loss"], ["tokens"]),
    ("TOKENS", ["tokens"], ["tokens"]),
    ("lsos", ["loss", "less", "lasso"], ["loss"]),
    ("alpah", ["beta", "alpha"], ["alpha"]),
    ("x", ["y", "zz"], ["y"]),
    ("hoffman", ["hoffmann2022", "hoffmann", "kyo"], ["hoffmann"]),
    ("quite another", ["loss", "tokens"], []),
    ("", ["a", "ab"], ["a"]),
    ("abcdef", ["abcdxx", "abcdez", "abcdef", "abcdeg"], ["abcdef", "abcdez", "abcdeg"]),
  ])
  func finds(_ name: String, _ names: [String], _ expected: [String]) {
    #expect(nearestNames(to: name, in: names) == expected)
  }
}
