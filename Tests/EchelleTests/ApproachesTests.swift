import Foundation
import Testing

@Suite("The three approaches")
struct ApproachesTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    // Five budgets of seven sizes, a leaning profile about N* = C^½/8 each.
    let rows = (0..<5).flatMap { budget in
      (-3...3).map { size in
        let compute = 1e18 * pow(10, Double(budget) / 2)
        let parameters = compute.squareRoot() / 8 * pow(2, Double(size))
        let loss = 3 + 0.05 * Double(size * size) - 0.004 * Double(size * size * size)
        return "g\(budget % 2),\(parameters),\(compute),\(loss)"
      }
    }
    try sandbox.write((["family,N,C,loss"] + rows).joined(separator: "\n") + "\n", to: "sweep.csv")
  }

  @Test("Profiles are shown with their budgets, their power laws and their assumptions.")
  func profiles() async throws {
    let run = try await sandbox.echelle("isoflop", "sweep.csv", "--bootstrap", "0")
    #expect(run.exitCode == 0)
    #expect(run.errors.isEmpty)
    #expect(
      run.output == """
        sweep.csv
          35 rows read, 35 used
          IsoFLOP profiles: L as a cubic in log N, fitted to each budget by least
            squares
          runs share a budget if their C is within 10 % of its lowest; D* = C/(6N*)

          C (FLOP)  runs  N of the runs         N*  95 % interval  N* by parabola
          1.00e+18     7  15.6 M to 1.00 B   125 M  –                       152 M
          3.16e+18     7  27.8 M to 1.78 B   222 M  –                       270 M
          1.00e+19     7  49.4 M to 3.16 B   395 M  –                       480 M
          3.16e+19     7  87.9 M to 5.62 B   703 M  –                       853 M
          1.00e+20     7  156 M to 10.0 B   1.25 B  –                      1.52 B

          C (FLOP)      D*     L*  95 % interval
          1.00e+18  1.33 B  3.000  –
          3.16e+18  2.37 B  3.000  –
          1.00e+19  4.22 B  3.000  –
          3.16e+19  7.50 B  3.000  –
          1.00e+20  13.3 B  3.000  –

          power law   exponent  std. error  95 % interval   at C₀  95 % interval
          cubic, 5 budgets
            N* ∝ C^a    0.5000           –  –               395 M  –
            D* ∝ C^b    0.5000           –  –              4.22 B  –
          parabola, 5 budgets
            N* ∝ C^a    0.5000           –  –               480 M  –
            D* ∝ C^b    0.5000           –  –              3.47 B  –
          no intervals: bootstrap disabled
          C₀ = 1.00e+19 FLOP, the geometric mean of the points
          parabola relative to cubic, 5 budgets: N* × 1.21, a changes by 0.0000
          assumptions:
            N is column 'N', read as total parameters
            L is column 'loss', read as nats per token
            D is computed as C / 6N

        """)
  }

  @Test("Groups that have too few budgets for a power law say so, and their budgets are shown.")
  func groups() async throws {
    let run = try await sandbox.echelle(
      "isoflop", "sweep.csv", "--group-by", "family", "--bootstrap", "50")
    #expect(run.exitCode == 0)
    #expect(
      run.output.unwrapped.contains(
        "no power law for the cubic: 2 of 2 budgets have an optimum; a power law needs 3"))
    #expect(run.output.contains("sweep.csv/g0\n"))
    #expect(run.output.contains("sweep.csv/g1\n"))
  }

  @Test("The result does not depend on the threads, in any form.", arguments: ["text", "csv"])
  func threads(format: String) async throws {
    for command in ["isoflop", "envelope", "approaches"] {
      let results = try await ["1", "3"].asyncMap { threads in
        try await sandbox.echelle(
          command, "hoffmann2022", "--bootstrap", "300", "--threads", threads, "--format", format
        ).output
      }
      #expect(results[0] == results[1])
      #expect(!results[0].isEmpty)
    }
  }

  @Test(
    "What cannot be done is refused with the reason.",
    arguments: [
      (
        ["isoflop", "sweep.csv", "--degree", "4"], 64,
        "--degree needs 2 for parabolas or 3 for cubics"
      ),
      (
        ["isoflop", "sweep.csv", "--standard-errors", "loss"], 64,
        "--standard-errors needs --optima; for runs, use --weighted"
      ),
      (
        ["isoflop", "sweep.csv", "--optima", "--within", "4"], 64,
        "--within cannot be combined with --optima: no profile is fitted to optima"
      ),
      (
        ["isoflop", "sweep.csv", "--within", "1"], 64, "--within needs a factor above 1, such as 4"
      ),
      (
        ["envelope", "sweep.csv", "--where", "C < 1e17"], 65,
        "error: sweep.csv: there are no runs to fit"
      ),
      (
        ["envelope", "sweep.csv"], 65,
        "error: sweep.csv: no training curves: each of 35 runs, identified by their N, has one row"
      ),
    ])
  func refusals(arguments: [String], exitCode: Int32, message: String) async throws {
    let run = try await Command.run(arguments, in: sandbox.folder)
    #expect(run.exitCode == exitCode)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test("Each approach of a sweep has its exponents, or the reason why not.")
  func approaches() async throws {
    let run = try await sandbox.echelle(
      "approaches", "hoffmann2022", "--bootstrap", "100", "--format", "csv")
    let rows = run.output.split(separator: "\n")
    #expect(rows.count == 9)
    #expect(rows[1].hasPrefix("hoffmann2022,1,envelope of training curves,a,0."))
    #expect(rows[3].hasPrefix("hoffmann2022,2,\"IsoFLOP profiles, cubic\",a,0."))
    #expect(rows[5].hasPrefix("hoffmann2022,2,\"IsoFLOP profiles, parabola\",a,0."))
    #expect(rows[7].hasPrefix("hoffmann2022,3,L = E + A / N^alpha + B / D^beta,a,0.51"))
    #expect(rows.dropFirst().allSatisfy { $0.contains(",0.95,1,") })
  }
}

extension Array where Element: Sendable {
  fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows
    -> [Value]
  {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
