import Foundation
import Reporting
import Tables
import Testing
import TrainingRuns

@testable import ScalingLaws
@testable import Statistics

@Suite("Fits with unreliable numbers")
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

  @Test("A missed minimum is reported for one fit, for several, and in each row of the CSV.")
  func unfinished() {
    var fit = sound
    fit.dataset.name = "doubtful"
    fit.certificate.converged = false
    fit.certificate.termination = "iteration-limit"
    fit.remarks = [
      Remark(.notConverged, .severe, "the fit did not converge (iteration-limit)", fix: "add runs")
    ]
    let text = FitReport(fits: [fit]).text()
    #expect(text.contains("certificate: iteration-limit"))
    #expect(text.contains("\n\n  severe: the fit did not converge (iteration-limit); add runs\n\n"))
    let several = FitReport(fits: [sound, fit])
    #expect(
      several.text().hasSuffix(
        "\n\ndoubtful:\n  severe: the fit did not converge (iteration-limit); add runs\n"))
    let shown = several.csv().split(separator: "\n").dropFirst().map { row in
      row.hasSuffix(row.hasPrefix("sound,") ? ",true," : ",false,not-converged")
    }
    #expect(shown == Array(repeating: true, count: 14))
    #expect(!FitReport(fits: [sound, sound]).text().contains("did not converge"))
  }

  @Test("A fit without remarks prints none, and its brief text is the table alone.")
  func noRemarks() {
    var fit = sound
    fit.remarks = []
    let text = FitReport(fits: [fit]).text()
    for word in ["severe:", "warning:", "note:", "remarks"] { #expect(!text.contains(word)) }
    let brief = FitReport(fits: [fit]).text(on: TextPage(isBrief: true))
    #expect(brief.hasPrefix("         estimate"))
  }

  @Test("Remarks that invalidate a fit precede its numbers, also in colour; the others follow.")
  func places() throws {
    var fit = sound
    fit.remarks = [
      Remark(.outliers, .note, "row 3 lies far from the law"),
      Remark(.failedReplicates, .warning, "2 of 20 replicates could not be refitted"),
      Remark(.notIdentified, .severe, "the runs do not determine A", fix: "add runs"),
    ]
    let text = FitReport(fits: [fit]).text()
    let places = try [
      "severe: the runs do not determine A; add runs", "estimate  ±", "objective:",
      "warning: 2 of 20 replicates", "note: row 3 lies far", "assumptions:",
    ].map { try #require(text.range(of: $0)?.lowerBound) }
    #expect(places == places.sorted())
    let coloured = FitReport(fits: [fit]).text(on: TextPage(hasColours: true))
    #expect(coloured.contains("\u{1B}[31m  severe: the runs do not determine A; add runs\u{1B}[0m"))
    #expect(
      coloured.contains("\u{1B}[33m  warning: 2 of 20 replicates could not be refitted\u{1B}"))
    let brief = FitReport(fits: [fit]).text(on: TextPage(isBrief: true))
    #expect(brief.hasPrefix("  severe: the runs do not determine A; add runs\n\n"))
    #expect(!brief.contains("warning:"))
  }

  @Test("A reason shared by several estimates is printed once, and not if a remark gives it.")
  func reasons() {
    var fit = sound
    for symbol in ["A", "alpha"] {
      fit.coefficients[symbol] = .missing(1, because: "the replicates ran away")
    }
    let text = FitReport(fits: [fit]).text()
    #expect(text.components(separatedBy: "the replicates ran away").count == 2)
    #expect(text.contains("\n  no interval for A, alpha: the replicates ran away\n"))
    fit.remarks = [Remark(.notIdentified, .severe, "the replicates ran away")]
    let shown = FitReport(fits: [fit]).text()
    #expect(shown.components(separatedBy: "the replicates ran away").count == 2)
    #expect(!shown.contains("no interval for"))
  }

  @Test("Uniqueness is not claimed with equal minima, free directions or failed starts.")
  func otherMinima() {
    let denial = "reached the same minimum"
    var fit = sound
    (fit.certificate.runnerUpObjective, fit.certificate.shareOfStartsAtBest) = (nil, 1)
    #expect(FitReport(fits: [fit]).text().contains(denial))
    fit.certificate.shareOfStartsAtBest = 0.5
    #expect(!FitReport(fits: [fit]).text().contains(denial))
    fit.certificate.shareOfStartsAtBest = 1
    fit.certificate.equalMinima = [.init(objective: 1, coefficients: ["E": 2])]
    #expect(!FitReport(fits: [fit]).text().contains(denial))
    fit.certificate.equalMinima = []
    fit.certificate.undetermined = [.init(changes: ["A": 1])]
    #expect(!FitReport(fits: [fit]).text().contains(denial))
  }

  @Test("An interval with only an upper end is printed as a bound.")
  func oneSided() throws {
    var fit = sound
    var interval = try #require(fit.coefficients["B"]?.interval)
    interval.lower = 0
    interval.upper = 0.034
    interval.boundEnd = .lower
    var estimate = Estimate(value: 0, interval: interval)
    estimate.reason = "the estimate is at or near its lower bound, so the interval is one-sided"
    fit.coefficients["B"] = estimate
    let text = FitReport(fits: [fit]).text()
    #expect(text.contains("≤ 0.034"))
    #expect(!text.contains("[0.000"))
    #expect(!text.contains("near its lower bound"))
  }
}
