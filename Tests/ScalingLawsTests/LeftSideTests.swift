import Formulas
import Foundation
import SampleFits
import ScalingLaws
import Statistics
import Tables
import Testing
import TrainingRuns

/// A table of C and a quantity q, read for a law of it.
private func table(_ law: ScalingLaw, compute: [Double], quantity: [Double]) throws -> RunTable {
  var options = ReadingOptions()
  try options.require([law])
  let rows = zip(compute, quantity).map { "\($0),\($1)" }
  return try RunTable(
    reading: TableReader(
      bytes: Array((["C,q"] + rows).joined(separator: "\n").utf8), name: "runs.csv"),
    name: "runs", path: "runs.csv", options: options)
}

@Suite("Left sides of laws")
struct LeftSideTests {
  /// A left side of q, what it is at q, and a q between 0.1 and 0.9 at any value of it.
  private struct Side {
    var text: String
    var value: (Double) -> Double
    var quantity: (Double) -> Double
  }

  /// A composition of one or two of log, log10, logit and affine functions, about a share q.
  private static func randomSide(_ stream: inout RandomStream) -> Side {
    let a = (stream.uniform() < 0.5 ? -1 : 1) * (0.2 + 3 * stream.uniform())
    let b = 2 * stream.uniform() - 1
    func affine(_ side: Side) -> Side {
      Side(
        text: "\(a) * (\(side.text)) + \(b)", value: { a * side.value($0) + b },
        quantity: { side.quantity(($0 - b) / a) })
    }
    let sides = [
      Side(text: "q", value: { $0 }, quantity: { $0 }),
      Side(text: "1 - q", value: { 1 - $0 }, quantity: { 1 - $0 }),
      Side(text: "log(q)", value: { log($0) }, quantity: { exp($0) }),
      Side(text: "log10(q)", value: { log10($0) }, quantity: { pow(10, $0) }),
      Side(text: "log10(100 * q)", value: { log10(100 * $0) }, quantity: { pow(10, $0) / 100 }),
      Side(text: "log(1 - q)", value: { log(1 - $0) }, quantity: { 1 - exp($0) }),
      Side(
        text: "log(q / (1 - q))", value: { log($0 / (1 - $0)) },
        quantity: { 1 / (1 + exp(-$0)) }),
      Side(
        text: "log(1 / q - 1)", value: { log(1 / $0 - 1) }, quantity: { 1 / (1 + exp($0)) }),
      Side(
        text: "log(q) - log(1 - q)", value: { log($0 / (1 - $0)) },
        quantity: { 1 / (1 + exp(-$0)) }),
      Side(
        text: "log10(1 + 3 * q)", value: { log10(1 + 3 * $0) }, quantity: { (pow(10, $0) - 1) / 3 }),
      Side(text: "log(-log(q))", value: { log(-log($0)) }, quantity: { exp(-exp($0)) }),
    ]
    let side = sides[stream.index(below: sides.count)]
    return stream.uniform() < 0.5 ? side : affine(side)
  }

  @Test("A law of a function of a quantity predicts the quantity, its intervals and its new runs.")
  func randomSides() async throws {
    var stream = RandomStream(seed: 4, stream: 15)
    for trial in 0..<220 {
      let side = Self.randomSide(&stream)
      let law = try ScalingLaw(formula: "\(side.text) = a + b * log(C)", columns: ["q"])
      let compute = (0..<9).map { pow(10, 18 + Double($0) / 2) }
      let ends = (side.value(0.25), side.value(0.75))
      let onLine = compute.indices.map { index in
        ends.0 + (ends.1 - ends.0) * (Double(index) / 8 + 0.04 * (stream.uniform() - 0.5))
      }
      let runs = try table(law, compute: compute, quantity: onLine.map(side.quantity))
      let fitted = try await fit(runs) {
        $0.law = law
        $0.objective = .squares
        $0.replicateCount = 40
        $0.givenStarts = [["a": ends.0, "b": 0.01]]
      }
      // The straight line by ordinary least squares.
      let x = compute.map { log($0) }
      let (meanX, meanY) = (x.reduce(0, +) / 9, onLine.reduce(0, +) / 9)
      let slope =
        zip(x, onLine).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
        / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
      let target = 3e22
      let expected = side.quantity(meanY + slope * (log(target) - meanX))
      let found = fitted.predict(at: [.compute: target])
      #expect(
        abs(found.loss.value - expected) < 1e-6 * abs(expected), "\(trial): \(side.text)")
      #expect(fitted.predicted.name == "q" && fitted.predicted.unit == "units of 'q'")
      // Every draw is a quantity, so the interval is: its ends are those of undone draws.
      let draws = fitted.draws.map { side.quantity($0[0] + $0[1] * log(target)) }.sorted()
      let interval = try #require(found.loss.interval, "\(trial): \(side.text)")
      #expect(interval.lower >= draws[0] - 1e-9 && interval.upper <= draws[draws.count - 1] + 1e-9)
      let new = try #require(found.newRun.interval)
      #expect(new.lower <= interval.upper && new.upper >= interval.lower)
      if side.text.contains("(q / (1 - q))") || side.text.contains("1 / q - 1") {
        #expect(new.lower >= 0 && new.upper <= 1)
      }
      // Reading it back changes nothing.
      let read = try JSONDecoder().decode(
        FittedLaw.self, from: JSONEncoder().encode(fitted))
      #expect(read == fitted && read.predict(at: [.compute: target]) == found)
    }
  }

  @Test("log(L) = a + b log(C) by least squares is A / C^b by least squares in logarithms.")
  func logarithm() async throws {
    let runs = try hoffmannRuns()
    let ofLog = try ScalingLaw(formula: "log(L) = a + b * log(C)", columns: [])
    let power = try ScalingLaw(formula: "A / C^b", columns: [])
    let fits = try await [
      fit(runs) {
        $0.law = ofLog
        $0.objective = .squares
        $0.replicateCount = 200
      },
      fit(runs) {
        $0.law = power
        $0.objective = .logSquares
        $0.replicateCount = 200
      },
    ]
    let found = fits.map { $0.predict(at: [.compute: 1e22]) }
    expectClose([found[0].loss.value], [found[1].loss.value], tolerance: 1e-9)
    for estimates in [(found[0].loss, found[1].loss), (found[0].newRun, found[1].newRun)] {
      let (first, second) = (
        try #require(estimates.0.interval), try #require(estimates.1.interval)
      )
      expectClose([first.lower, first.upper], [second.lower, second.upper], tolerance: 1e-6)
    }
    #expect(fits[0].predicted == fits[1].predicted)
    #expect(fits[0].predicted.name == "loss" && fits[0].predicted.unit == "nats per token")
  }

  @Test("A left side that cannot be inverted is predicted under its own name, without a unit.")
  func opaque() async throws {
    let law = try ScalingLaw(formula: "sin(q) = a + b * log(C)", columns: ["q"])
    let quantity = [0.3, 0.38, 0.47, 0.55, 0.62, 0.7]
    let runs = try table(
      law, compute: (0..<6).map { pow(10, 18 + Double($0)) }, quantity: quantity)
    let fitted = try await fit(runs) { $0.law = law }
    #expect(fitted.predicted.name == "sin(q)" && fitted.predicted.unit == "1")
    let found = fitted.predict(at: [.compute: 1e18]).loss.value
    #expect(abs(found - sin(0.3)) < 0.02)
  }

  @Test(
    "Runs at which the left side has no value, or does not lead back, are refused.",
    arguments: [
      ("log(1 - 3 * q)", 0.38, 3, false), ("(q - 0.4)^2", 0.3, 2, true),
      ("sqrt(q - 0.35)", 0.3, 2, false),
    ] as [(String, Double, Int, Bool)])
  func refused(_ side: String, _ value: Double, _ line: Int, _ isDefined: Bool) async throws {
    let law = try ScalingLaw(formula: "\(side) = a + b * log(C)", columns: ["q"])
    let runs = try table(
      law, compute: [1e18, 1e19, 1e20, 1e21], quantity: [0.3, 0.38, 0.47, 0.55])
    let text = try #require(try Formula(parsing: "\(side) = 1").leftSide).description
    await #expect(
      throws: FitError.leftSide(
        dataset: "runs", line: line, leftSide: text, symbol: "q", value: value,
        isDefined: isDefined)
    ) {
      _ = try await fit(runs) { $0.law = law }
    }
  }

  @Test("A law of an increasing or decreasing function of the loss has the loss's optimum.")
  func optima() throws {
    let values = [1.69, 406.4, 0.34, 410.7, 0.28]
    let plain = try ScalingLaw(formula: "E + A / N^alpha + B / D^beta", columns: [])
    let expected = try #require(LawOptimum(plain, flopPerParameterToken: 6))
    for formula in [
      "log(L) = log(E + A / N^alpha + B / D^beta)", "-log(L) = -log(E + A / N^alpha + B / D^beta)",
      "1 / L = 1 / (E + A / N^alpha + B / D^beta)", "L - 1 = E - 1 + A / N^alpha + B / D^beta",
      "E + A / N^alpha + B / (C / (6 * N))^beta", "E + A / (C / (6 * D))^alpha + B / D^beta",
    ] {
      let law = try ScalingLaw(formula: formula, columns: [])
      let own = law.coefficients.map { values[plain.coefficients.firstIndex(of: $0) ?? 0] }
      let found = try #require(LawOptimum(law, flopPerParameterToken: 6))
      let (a, b) = (
        found.allocation(compute: 1e23, values: own),
        expected.allocation(compute: 1e23, values: values)
      )
      expectClose(
        [a.parameterCount, a.tokenCount], [b.parameterCount, b.tokenCount], tolerance: 1e-5)
      expectClose(
        [a.loss, found.compute(forLoss: 2, values: own)],
        [b.loss, expected.compute(forLoss: 2, values: values)], tolerance: 1e-6)
    }
  }

  @Test("The best model of a law of 1 − accuracy has the highest accuracy.")
  func accuracy() throws {
    let law = try ScalingLaw(
      formula: "1 - accuracy = E + A / N^alpha + B / D^beta", columns: ["accuracy"])
    let values = [0.05, 20, 0.34, 30, 0.28]
    let optimum = try #require(LawOptimum(law, flopPerParameterToken: 6))
    let best = optimum.allocation(compute: 1e22, values: values)
    func accuracy(_ size: Double) -> Double {
      law.value(
        at: [.parameterCount: size, .tokenCount: 1e22 / (6 * size)], values: values)
    }
    #expect(best.loss > accuracy(best.parameterCount * 1.05))
    #expect(best.loss > accuracy(best.parameterCount / 1.05))
    expectClose([optimum.compute(forLoss: best.loss, values: values)], [1e22], tolerance: 1e-6)
    #expect(optimum.isOutOfReach(0.96, values: values))
    #expect(!optimum.isOutOfReach(0.9, values: values))
  }

  @Test("What N, D and C imply of each other is filled in where the law needs it, and only there.")
  func completing() throws {
    let law = try ScalingLaw(formula: "E + A * (D / N)^eta * C^-eta", columns: [])
    #expect(
      law.completing([.parameterCount: 2, .tokenCount: 5], flopPerParameterToken: 6)[.compute]
        == 60)
    #expect(
      law.completing([.parameterCount: 2, .compute: 60], flopPerParameterToken: 6)[.tokenCount]
        == 5)
    #expect(
      law.completing([.tokenCount: 5, .compute: 60], flopPerParameterToken: 6)[.parameterCount]
        == 2)
    let given: [ScalingLaw.Variable: Double] = [
      .parameterCount: 2, .tokenCount: 5, .compute: 7,
    ]
    #expect(law.completing(given, flopPerParameterToken: 6) == given)
    #expect(law.completing([.compute: 7], flopPerParameterToken: 6) == [.compute: 7])
    let size = try ScalingLaw(formula: "E + A / N^alpha", columns: [])
    let pair: [ScalingLaw.Variable: Double] = [.parameterCount: 2, .tokenCount: 5]
    #expect(size.completing(pair, flopPerParameterToken: 6) == pair)
  }

  @Test(
    "A declaration of one coefficient leaves the domains of the others, and a and b, as they are.")
  func declarations() async throws {
    for domains in [["alpha": CoefficientDomain.positive], ["beta": .real], ["E": .real]] {
      var declarations = ScalingLaw.Declarations()
      declarations.domains = domains
      let law = try ScalingLaw.chinchilla.declaring(declarations)
      let expected = ["E": CoefficientDomain.positive, "A": .positive, "B": .positive]
        .merging(domains) { $1 }
      #expect(law.domains == expected)
      let typed = try ScalingLaw(
        formula: "E + A / N^alpha + B / D^beta", columns: [], declarations: declarations)
      #expect(typed.domains == expected)
      let fitted = try await fit(hoffmannRuns()) { $0.law = law }
      let plain = try await fit(hoffmannRuns())
      for symbol in ["E", "A", "B", "alpha", "beta"] {
        expectClose(
          [fitted.coefficients[symbol]?.value ?? .nan],
          [plain.coefficients[symbol]?.value ?? .nan], tolerance: 1e-6)
      }
      expectClose(
        [fitted.derived["a"]?.value ?? .nan], [plain.derived["a"]?.value ?? .nan],
        tolerance: 1e-6)
    }
  }

  @Test("A fixed coefficient keeps a and b, in closed form.")
  func fixed() async throws {
    var declarations = ScalingLaw.Declarations()
    declarations.fixed = ["E": 1.69]
    let law = try ScalingLaw.chinchilla.declaring(declarations)
    let fitted = try await fit(hoffmannRuns()) { $0.law = law }
    func value(_ symbol: String) -> Double { fitted.coefficients[symbol]?.value ?? .nan }
    expectClose(
      [value("A"), value("alpha"), value("B"), value("beta")],
      [184.34, 0.29100, 1025.6, 0.33087], tolerance: 1e-4)
    let a = value("beta") / (value("alpha") + value("beta"))
    expectClose([fitted.derived["a"]?.value ?? .nan], [a], tolerance: 1e-12)
    let optimum = try #require(ComputeOptimum(law))
    #expect(optimum.irreducibleLoss(fitted.values) == 1.69)
  }
}
