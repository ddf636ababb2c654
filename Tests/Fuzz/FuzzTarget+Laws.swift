import Documents
import LeastSquares
import Reporting
import ScalingLaws
import Statistics
import Tables
import TrainingRuns

extension FuzzTarget {
  /// Laws of any form fitted to tables of any runs: a formula in the first line, the table below it.
  static let lawTable = FuzzTarget(
    name: "law-table", seeds: [], fragments: [], form: .made(lawAndTable),
    // A tenth of all.
    weight: 1.6,
    check: { bytes in
      let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
      let formula = String(decoding: parts[0], as: UTF8.self)
      let fit: FittedLaw
      do {
        let law = try ScalingLaw(formula: formula, columns: ["N", "D", "loss"])
        var reading = ReadingOptions()
        try reading.require([law])
        let runs = try RunTable(
          reading: TableReader(bytes: Array(parts[1]), name: "t"), name: "t", path: "t",
          options: reading)
        var options = FitOptions()
        options.law = law
        options.objective = objectives[bytes.count % objectives.count]
        options.replicateCount = 2
        fit = try await LawFitter(options: options, version: "fuzz").fit(runs)
      } catch {
        // That no law can be fitted is an answer; that it says nothing is none.
        return try expect(!"\(error)".isEmpty, "an error says nothing")
      }
      let text = try JSONText.encode(fit)
      let again = try JSONText.decode(FittedLaw.self, from: Array(text.utf8))
      try expect(try JSONText.encode(again) == text, "written and read, the fit is another one")
      let report = FitReport(fits: [fit])
      _ = report.text()
      _ = report.csv()
      let point: [ScalingLaw.Variable: Double] = [
        .parameterCount: 7e9, .tokenCount: 2e12, .compute: 8.4e22,
      ]
      _ = try PredictionReport([(fit, [fit.predict(at: point)])]).json()
      for (symbol, estimate) in fit.coefficients {
        guard let interval = estimate.interval else { continue }
        try expect(!(interval.lower > interval.upper), "the interval of \(symbol) is upside down")
      }
    })

  private static let objectives: [FitObjective] = [
    .hoffmann, .squares, .logSquares, .leastAbsoluteDeviations, .huber(delta: 0.1),
  ]

  private static func lawAndTable(_ stream: inout RandomStream) -> [UInt8] {
    let side = ["", "", "", "", "log(L) = ", "L - 1 = ", "1 / L = "][stream.index(below: 7)]
    let law = stream.index(below: 6) == 0 ? knownLaw(&stream) : expression(&stream, depth: 3)
    return Array((side + law + "\n" + table(&stream)).utf8)
  }

  private static func knownLaw(_ stream: inout RandomStream) -> String {
    let laws = [
      "E + A / N^alpha + B / D^beta", "E + A * C^-alpha", "a + b * log(C)",
      "E + (A / N^(a/b) + B / D)^b", "E * exp(-k * N / D)", "a / (1 + exp(-b * (log(C) - c)))",
    ]
    return laws[stream.index(below: laws.count)]
  }

  private static func expression(_ stream: inout RandomStream, depth: Int) -> String {
    func part() -> String { expression(&stream, depth: depth - 1) }
    guard depth > 0 else {
      let leaves = [
        "N", "D", "C", "N", "D", "E", "A", "B", "alpha", "beta", "1", "2.5", "1e-3", "6",
      ]
      return leaves[stream.index(below: leaves.count)]
    }
    switch stream.index(below: 14) {
    case 0...3: return "\(part()) + \(part())"
    case 4: return "(\(part()) - \(part()))"
    case 5, 6: return "\(part()) * \(part())"
    case 7, 8: return "(\(part())) / (\(part()))"
    case 9, 10: return "(\(part()))^(\(part()))"
    case 11:
      let functions = ["log", "exp", "sqrt", "tanh", "atan", "log10", "sin"]
      return "\(functions[stream.index(below: functions.count)])(\(part()))"
    case 12: return "max(\(part()), \(part()))"
    default: return "A / N^alpha"
    }
  }

  private static func table(_ stream: inout RandomStream) -> String {
    let count = 1 + stream.index(below: 14)
    let isTame = stream.index(below: 3) > 0
    let rows = (0..<count).map { _ -> String in
      if isTame {
        let n = 7 + 3 * stream.uniform()
        let d = 9 + 3 * stream.uniform()
        return "1e\(n.rounded()),\(Int(1e3 * d))e6,\(1.5 + 3 * stream.uniform())"
      }
      return (0..<3).map { _ in cell(&stream) }.joined(separator: ",")
    }
    return (["N,D,loss"] + rows).joined(separator: "\n") + "\n"
  }

  private static func cell(_ stream: inout RandomStream) -> String {
    let edges = [
      "", "0", "-1", "nan", "inf", "1", "1e308", "1e-308", "5e-324", "2", "3.5", "x", "1e15",
      "1e400",
    ]
    if stream.index(below: 4) == 0 { return edges[stream.index(below: edges.count)] }
    return "\(1 + stream.index(below: 9))e\(stream.index(below: 14))"
  }
}
