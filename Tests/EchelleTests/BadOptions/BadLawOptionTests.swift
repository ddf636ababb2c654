import Testing

@Suite("Options about laws that are refused")
struct BadLawOptionTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  @Test("A law that starts with a minus is no missing value.")
  func leadingMinus() async throws {
    let run = try await sandbox.echelle("fit", "runs.csv", "--law", "-A/N^p + E")
    #expect(run.exitCode == 64)
    #expect(
      run.errors == """
        error: --law: '-A/N^p + E' starts with a minus, so it reads as an option
          why: a value that starts with a minus must be joined to its option
          fix: join the two: --law='-A/N^p + E'

        """)
    let joined = try await sandbox.echelle(
      "fit", "runs.csv", "--law=E - A * N^p", "--bootstrap", "0")
    #expect(joined.exitCode == 0)
  }

  @Test("A word with a minus in it that names no law is not taken for a formula.")
  func unknownLaw() async throws {
    let run = try await sandbox.echelle("fit", "runs.csv", "--law", "some-accuracy")
    #expect(run.exitCode == 64)
    #expect(run.errors.hasPrefix("error: --law: no law 'some-accuracy'\n"))
  }

  /// Words about coefficients and variables, which the law may not have.
  static let aboutLaws: [BadOption] = [
    BadOption(
      ["fit", "runs.csv", "--fix", "Z=1"],
      """
      error: --fix: the law has no coefficient 'Z'
        why: the coefficients of chinchilla are E, A, B, alpha, beta
        fix: name one of them
      """),
    BadOption(
      ["fit", "runs.csv", "--law", "E + A / N^p", "--fix", "alpha=1"],
      """
      error: --fix: the law has no coefficient 'alpha'
        why: the coefficients of E + A / N^p are E, A, p
        fix: name one of them
      """),
    BadOption(
      ["plan", "runs.csv", "--compute", "1e24", "--domain", "alhpa=positive"],
      """
      error: --domain: the law has no coefficient 'alhpa'
        why: the coefficients of chinchilla are E, A, B, alpha, beta
        fix: did you mean alpha?
      """),
    BadOption(
      ["fit", "runs.csv", "--fix", "N=1"],
      """
      error: --fix: 'N' is a variable of the law, not a coefficient
        why: the coefficients of chinchilla are E, A, B, alpha, beta
        fix: name one of them
      """),
    BadOption(
      ["fit", "runs.csv", "--fix", "E=("],
      """
      error: --fix: '(' is not a number
        fix: write it as in --fix E=1.69
      """),
    BadOption(
      ["fit", "runs.csv", "--fix", "E=1", "--fix", "E=2"],
      """
      error: --fix: 'E' is named twice
        why: an option gives a coefficient one value
        fix: leave one of them out
      """),
    BadOption(
      ["fit", "runs.csv", "--fix", "E=-1"],
      """
      error: --fix: -1.0 is outside the domain of 'E'
        why: E is positive in the law chinchilla
        fix: pass a value inside it, or a law without 'E'
      """),
    BadOption(
      ["fit", "runs.csv", "--fix", "E=1.7", "--start-range", "E=1..2"],
      """
      error: --start-range: 'E' is fixed
        why: --fix E=… gives its value
        fix: leave out one of the two
      """),
    BadOption(
      ["fit", "runs.csv", "--start-range", "E=-2..-1"],
      """
      error: --start-range: -2.0..-1.0 is outside the domain of 'E'
        why: E is positive
        fix: pass a range inside it
      """),
    BadOption(
      ["fit", "runs.csv", "--start-range", "E=1..2", "--starts", "hoffmann"],
      """
      error: --start-range cannot be combined with --starts: both give the starting points; leave \
      out one of them
      """),
    BadOption(
      ["rollout", "runs.csv", "--start", "E=1"],
      """
      error: --start E=1: the law 'chinchilla' cannot use these starts
        why: a start gives exactly one value per coefficient, each inside its domain
        fix: the coefficients are E, A, B, alpha, beta; amplitudes in a sum of power terms are positive
      """),
    BadOption(
      ["predict", "runs.csv", "--bootstrap", "0", "--params", "7B"],
      """
      error: --tokens: the law depends on D, which is missing
        why: the variables of chinchilla are N, D
        fix: pass a value, as in --tokens 1.4T
      """),
    BadOption(
      [
        "predict", "runs.csv", "--bootstrap", "0", "--params", "7B", "--tokens", "1T", "--at",
        "U=3",
      ],
      """
      error: --at: the law has no variable 'U'
        why: the variables of chinchilla are N, D
        fix: leave it out
      """),
    BadOption(
      ["plan", "runs.csv", "--bootstrap", "0", "--compute", "1e22", "--at", "N=3"],
      """
      error: --at: N is solved for and cannot be fixed
        why: a plan solves for N and D, and C = kND follows from them
        fix: leave it out, or set a target
      """),
  ]

  @Test("What is said of a law that does not have it.", arguments: aboutLaws)
  func aboutLaw(_ option: BadOption) async throws {
    try await expectComplaint(option.errors, exitCode: 64, from: option.arguments, in: sandbox)
  }
}
