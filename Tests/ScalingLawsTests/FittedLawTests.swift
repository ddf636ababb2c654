import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Testing

@Suite struct FittedLawTests {
  private func encoded(_ fitted: FittedLaw) throws -> Data { try JSONEncoder().encode(fitted) }

  @Test(arguments: [FitObjective.hoffmann, .leastAbsoluteDeviations, .squares], [0, 40])
  func theFileKeepsEveryBit(_ objective: FitObjective, _ replicates: Int) async throws {
    var fitted = try await fit(hoffmannRuns()) {
      $0.objective = objective
      $0.replicateCount = replicates
      $0.seed = .max
    }
    fitted.provenance.command = ["echelle", "fit", "hoffmann2022"]
    let read = try JSONDecoder().decode(FittedLaw.self, from: encoded(fitted))
    #expect(read == fitted)
    #expect(
      read.predict(parameterCount: 7e10, tokenCount: 1.4e12)
        == fitted.predict(parameterCount: 7e10, tokenCount: 1.4e12))
  }

  @Test(arguments: [
    (
      "\"echelle.fit\\/2\"", "\"echelle.fit\\/3\"",
      "'echelle.fit/3' was written by a newer version of Echelle; this one reads up to 'echelle.fit/2'"
    ),
    (
      "\"echelle.fit\\/2\"", "\"echelle.law\\/2\"",
      "expected 'echelle.fit/1' or 'echelle.fit/2', found 'echelle.law/2'"
    ),
    ("E + A", "F + A", "the formula of 'chinchilla' is"),
    ("\"draws\":[[", "\"draws\":[[1,", "the law has 5 coefficients, but replicate 1 has 6"),
    ("\"residuals\":[", "\"residuals\":[],\"was\":[", "no residuals"),
  ])
  func otherFilesAreRefused(_ part: String, _ other: String, _ complaint: String) async throws {
    let fitted = try await fit(hoffmannRuns()) { $0.replicateCount = 2 }
    let text = String(decoding: try encoded(fitted), as: UTF8.self)
    let changed = text.replacingOccurrences(of: part, with: other)
    try #require(changed != text)
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(FittedLaw.self, from: Data(changed.utf8))
    }
    #expect("\(try #require(error))".contains(complaint))
  }

  @Test func predictions() async throws {
    let fitted = try await fit(hoffmannRuns()) { $0.replicateCount = 400 }
    let found = fitted.predict(parameterCount: 7e9, tokenCount: 2e12)
    let expected =
      fitted.values[0] + fitted.values[1] / pow(7e9, fitted.values[3])
      + fitted.values[2] / pow(2e12, fitted.values[4])
    expectClose(
      [found.loss.value, found.newRun.value, found.compute ?? .nan], [expected, expected, 8.4e22],
      tolerance: 1e-14)
    let (curve, run) = (try #require(found.loss.interval), try #require(found.newRun.interval))
    #expect(curve.lower < expected && expected < curve.upper)
    #expect(run.lower < curve.lower && curve.upper < run.upper)
    #expect(found == fitted.predict(parameterCount: 7e9, tokenCount: 2e12))
  }

  @Test(
    arguments: [
      ("huber", FitObjective.huber(delta: 1e-3)), ("huber:0.01", .huber(delta: 0.01)),
      ("lad", .leastAbsoluteDeviations), ("log-squares", .logSquares), ("squares", .squares),
      ("huber:0", nil), ("huber:-1", nil), ("huber:nan", nil), ("huber:inf", nil), ("huber:", nil),
      ("Huber", nil), ("", nil),
    ] as [(String, FitObjective?)])
  func objectivesByName(_ text: String, _ expected: FitObjective?) {
    #expect(FitObjective(text) == expected)
  }
}
