import Foundation
import Reporting
import ScalingLaws
import Tables
import Testing
import TrainingRuns

@Suite("Fits whose numbers are in doubt")
struct DoubtfulFitTests {
  let sound: FittedLaw

  init() async throws {
    let rows = (0..<6).flatMap { i in
      (0..<4).map { j -> String in
        let (parameters, tokens) = (1e8 * Double(1 << i), 1e9 * Double(1 << (2 * j)))
        let loss = 1.7 + 400 / pow(parameters, 0.34) + 410 / pow(tokens, 0.28)
        return "\(parameters),\(tokens),\(loss * (1 + 0.001 * Double((i + 3 * j) % 5 - 2)))"
      }
    }
    let runs = try RunTable(
      reading: TableReader(
        bytes: Array((["N,D,loss"] + rows).joined(separator: "\n").utf8), name: "runs.csv"),
      name: "sound", path: "runs.csv")
    var options = FitOptions()
    options.replicateCount = 20
    sound = try await LawFitter(options: options, version: "test").fit(runs)
  }

  @Test("That no minimum was reached is said of one fit, of several, and in each row of the CSV.")
  func unfinished() {
    var fit = sound
    fit.dataset.name = "doubtful"
    fit.certificate.converged = false
    fit.certificate.termination = "iteration-limit"
    #expect(FitReport(fits: [fit]).text().contains("certificate: iteration-limit"))
    let several = FitReport(fits: [sound, fit])
    #expect(several.text().hasSuffix("\n\ndoubtful: did not converge (iteration-limit)\n"))
    let told = several.csv().split(separator: "\n").dropFirst().map { row in
      row.hasSuffix(row.hasPrefix("sound,") ? ",true" : ",false")
    }
    #expect(told == Array(repeating: true, count: 14))
    #expect(!FitReport(fits: [sound, sound]).text().contains("did not converge"))
  }

  @Test("That many replicates failed is said where the intervals are.")
  func failedReplicates() {
    var fit = sound
    fit.bootstrap.failed = 8
    let text = FitReport(fits: [fit]).text()
    #expect(text.contains("20 replicates, 8 failed"))
    #expect(text.contains("8 of 20 replicates failed: the runs hardly determine the law"))
    let several = FitReport(fits: [sound, fit]).text()
    #expect(several.contains("\n\nsound: 8 of 20 replicates failed: "))
    fit.bootstrap.failed = 1
    #expect(!FitReport(fits: [fit]).text().contains("hardly determine"))
  }
}
