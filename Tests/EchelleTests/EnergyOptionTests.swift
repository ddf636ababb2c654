import Foundation
import Testing

/// Energy options of which one says what another says, or that have nothing to act on.
@Suite("Energy options")
struct EnergyOptionTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    try sandbox.write("duration,energy_consumed\n60,1.5\n", to: "emissions.csv")
  }

  private static let train = ["energy", "train"]
  private static let run = train + ["--compute", "1e22"]
  private static let hours = train + ["--gpu-hours", "1k"]
  private static let log = train + ["--codecarbon", "emissions.csv"]
  private static let plan = ["plan", "runs.csv"]

  @Test("A server draws at least what its accelerator does.")
  func nodePower() async throws {
    for words in [Self.run, Self.plan + ["--compute", "1e22", "--bootstrap", "0"]] {
      let run = try await Command.run(words + ["--node-power", "100"], in: sandbox.folder)
      #expect(run.exitCode == 64)
      #expect(
        run.errors == """
          error: --node-power: 100.0 W per accelerator is less than the accelerator itself draws
            why: in training, h100-sxm draws at least 385.0 W, and its server more
            fix: pass the power of the server divided by the number of its accelerators

          """)
    }
  }

  static let refused: [BadOption] = [
    BadOption(
      run + ["--node-power", "900", "--watts", "500"],
      "--watts cannot be combined with --node-power: both give the power of a node; leave out one of "
        + "them"),
    BadOption(
      run + ["--node-power-fraction", "0.5", "--watts", "500"],
      "--watts cannot be combined with --node-power-fraction: both give the power of a node; leave "
        + "out one of them"),
    BadOption(
      plan + ["--compute", "1e22", "--node-power-fraction", "0.5", "--node-power", "500"],
      "--node-power cannot be combined with --node-power-fraction: both give the power of a node; "
        + "leave out one of them"),
    BadOption(
      ["frontier", "runs.csv", "--pue", "1.1", "--operator", "google"],
      "--pue cannot be combined with --operator: both give the PUE; leave out one of them"),
    BadOption(
      ["energy", "inference", "--params", "7B", "--pue", "1.1", "--operator", "google"],
      "--pue cannot be combined with --operator: both give the PUE; leave out one of them"),
    BadOption(
      ["report", "runs.csv", "--format", "markdown", "--grid", "fra", "--grid-intensity", "50"],
      "--grid cannot be combined with --grid-intensity: both give the carbon intensity; leave "
        + "out one of them"),
    BadOption(
      ["policies", "runs.csv", "--compute", "1e22", "--grid", "fra"],
      "--grid has no effect here: this command does not report emissions; leave it out"),
    BadOption(
      ["precision", "runs.csv", "--params", "7B", "--tokens", "2T", "--grid-intensity", "50"],
      "--grid-intensity has no effect here: this command does not report emissions; leave it out"),
    BadOption(
      ["precision", "runs.csv", "--params", "7B", "--tokens", "2T", "--precision", "fp8"],
      "--precision has no effect here: every precision of the accelerator is compared; leave it out"
    ),
    BadOption(
      plan + ["--gpus", "8xh100-sxm", "--days", "3", "--hardware", "a100-sxm-80"],
      "--hardware cannot be combined with --chips: both name the accelerator; leave out one of them"
    ),
    BadOption(run + ["--watts-scope", "node"], "--watts-scope needs --watts"),
    BadOption(
      hours + ["--goodput", "0.9"],
      "--goodput cannot be combined with --gpu-hours: measured hours already include lost time; "
        + "leave out one of them"),
    BadOption(
      run + ["--gpu-hours", "1M", "--utilization", "0.4"],
      "--utilization cannot be combined with --gpu-hours: hours and compute determine the "
        + "utilization; leave out one of them"),
    BadOption(
      hours + ["--watts", "900", "--utilization", "0.4"],
      "--utilization cannot be combined with --watts: with known hours and power, nothing "
        + "depends on the utilization; leave out one of them"),
    BadOption(
      log + ["--watts", "900"],
      "--codecarbon cannot be combined with --watts: the energy of the nodes was measured; leave out "
        + "one of them"),
    BadOption(log + ["--chips", "8"], "--chips needs --gpu-hours, or --params with --tokens"),
    BadOption(
      log + ["--embodied", "9"], "--embodied needs --gpu-hours, or --params with --tokens"),
    BadOption(
      hours + ["--recomputation"],
      "--recomputation needs --params with --tokens, or --compute"),
    BadOption(
      run + ["--tokens", "1T"],
      "--tokens cannot be combined with --compute: both give the compute; leave out one of them"),
    BadOption(hours + ["--params", "7B"], "--params needs --tokens"),
    BadOption(
      train + ["--params", "7B", "--active-params", "8B", "--tokens", "1T"],
      "--active-params cannot be more than --params"),
    BadOption(
      [
        "energy", "disclose", "--form", "sci-ai", "--compute", "1e22", "--tokens", "1T", "--layers",
        "8", "--width", "64", "--context", "512",
      ],
      "--layers cannot be combined with --compute: that compute already includes attention; leave "
        + "out one of them"),
    BadOption(
      ["energy", "inference", "--params", "7B", "--training-energy", "5MWh"],
      "--training-energy needs --queries-per-day"),
    BadOption(
      ["energy", "inference", "--params", "7B", "--queries-per-day", "1M", "--years", "2"],
      "--years needs --training-energy"),
  ]

  @Test("They are refused, with both options named.", arguments: refused)
  func pairs(_ option: BadOption) async throws {
    let run = try await Command.run(option.arguments, in: sandbox.folder)
    #expect(run.exitCode == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.split(separator: "\n").first.map(String.init) == "error: " + option.errors)
  }

  @Test(
    "Figures that contradict each other are refused.",
    arguments: [
      BadOption(
        run + ["--node-power", "900", "--watts", "950", "--watts-scope", "accelerator"],
        """
        error: accelerators use 950.0 W, but their servers only 900.0 W
          why: a server draws at least what its accelerators draw
          fix: check both figures, and leave out the wrong one
        """),
      BadOption(
        log + ["--gpu-hours", "1k", "--watts", "500", "--watts-scope", "accelerator"],
        """
        error: accelerators use 1800000000.0 J, but their servers only 5400000.0 J
          why: a server draws at least what its accelerators draw
          fix: check both figures, and leave out the wrong one
        """),
      BadOption(
        plan + ["--emissions", "10t", "--grid-intensity", "0"],
        """
        error: --emissions: a limit of 10.0 t has no effect
          why: the electricity has no emissions, so any compute satisfies it
          fix: choose another grid, or plan for a compute or an energy
        """),
    ])
  func contradictions(_ option: BadOption) async throws {
    try await expectComplaint(option.errors, exitCode: 64, from: option.arguments, in: sandbox)
  }

  @Test(
    "What goes together is taken.",
    arguments: [
      run + ["--node-power", "900", "--watts", "600", "--watts-scope", "accelerator"],
      // The accelerator of --gpus alone has to have the precision.
      plan + [
        "--bootstrap", "20", "--gpus", "8xb200-sxm", "--days", "3", "--precision", "fp4",
        "--utilization", "0.2",
      ],
      run + ["--gpu-hours", "1M", "--watts", "900"], hours + ["--utilization", "0.4"],
      log + ["--gpu-hours", "2", "--chips", "8", "--embodied", "9"],
      train + [
        "--params", "671B", "--active-params", "37B", "--tokens", "1T", "--overhead", "0.1",
      ],
      [
        "energy", "disclose", "--form", "model-card", "--compute", "1e22", "--tokens", "1T",
        "--grid", "usa", "--grid-intensity", "300",
      ],
      plan + [
        "--bootstrap", "20", "--gpus", "8xh100-sxm", "--days", "3", "--compute", "1e22",
        "--hardware", "a100-sxm-80",
      ],
    ])
  func taken(_ arguments: [String]) async throws {
    let run = try await Command.run(arguments, in: sandbox.folder)
    #expect(run.exitCode == 0, "\(run.errors)")
  }

  @Test("A disclosure names the place of a measured carbon intensity, or says unknown.")
  func disclosedPlace() async throws {
    func region(_ options: String...) async throws -> String {
      let run = try await Command.run(
        ["energy", "disclose", "--form", "model-card", "--compute", "1e22", "--format", "csv"]
          + options, in: sandbox.folder)
      let line = run.output.split(separator: "\n").first { $0.hasPrefix("compute region") }
      return String(try #require(line))
    }
    #expect(try await region("--grid", "usa", "--grid-intensity", "300").contains(",given,usa,"))
    #expect(try await region("--grid-intensity", "300").contains(",unknown,"))
    #expect(try await region().contains(",given,world,"))
  }
}
