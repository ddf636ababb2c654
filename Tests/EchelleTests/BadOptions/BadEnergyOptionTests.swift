import Testing

@Suite("Hardware and grids that are refused")
struct BadEnergyOptionTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  static let refused: [BadOption] = [
    BadOption(
      ["plan", "runs.csv", "--compute", "1e24", "--hardware", "a100 pcie"],
      """
      error: the accelerator 'a100 pcie' is ambiguous
        why: it matches a100-pcie-40, a100-pcie-80
        fix: choose one of them
      """),
    BadOption(
      ["plan", "runs.csv", "--chips", "512xa100-pcie", "--days", "30"],
      """
      error: the accelerator 'a100-pcie' is ambiguous
        why: it matches a100-pcie-40, a100-pcie-80
        fix: choose one of them
      """),
    BadOption(
      ["plan", "runs.csv", "--compute", "1e24", "--hardware", "a100-sxm-80", "--precision", "fp8"],
      """
      error: a100-sxm-80 has no fp8 arithmetic
        why: its row of the table has dense peaks only for fp32, tf32, bf16, int8
        fix: pass --precision fp32|tf32|bf16|int8
      """),
    BadOption(
      ["plan", "runs.csv", "--compute", "1e24", "--pue", "0.9"],
      """
      error: power usage effectiveness (PUE): expected a number from 1 to 1000, found 0.9
        why: PUE is the energy of the whole facility divided by that of its servers
        fix: pass --pue with a number from 1 to 1000
      """),
    BadOption(
      ["plan", "runs.csv", "--compute", "1e24", "--grid", "frence"],
      """
      error: unknown grid 'frence'
        why: the nearest name in the grid table is fra
        fix: pass a country by code or name, such as usa, world, or a number to --grid-intensity
      """),
    BadOption(
      ["energy", "train", "--params", "7B", "--tokens", "1T", "--hardware", "h100-smx"],
      """
      error: unknown accelerator 'h100-smx'
        why: the nearest names in the accelerator table are h100-sxm, p100-sxm, h800-sxm
        fix: choose an accelerator listed in accelerators.csv, or add a row to it
      """),
    BadOption(
      ["energy", "train", "--compute", "1e22", "--hardware", "v100-sxm-32", "--precision", "fp8"],
      """
      error: v100-sxm-32 has no fp8 arithmetic
        why: its row of the table has dense peaks only for fp32, bf16
        fix: pass --precision fp32|bf16
      """),
    BadOption(
      ["energy", "train", "--compute", "1e22", "--pue", "0.9"],
      """
      error: power usage effectiveness (PUE): expected a number from 1 to 1000, found 0.9
        why: PUE is the energy of the whole facility divided by that of its servers
        fix: pass --pue with a number from 1 to 1000
      """),
    BadOption(
      ["plan", "runs.csv", "--compute", "1e24", "--grid", "fra-1999"],
      """
      error: unknown grid 'fra-1999'
        why: the nearest names in the grid table are fra-2021, fra-2022, fra-2023
        fix: pass a country by code or name, such as usa, world, or a number to --grid-intensity
      """),
    BadOption(
      ["plan", "runs.csv", "--compute", "1e6"],
      """
      error: --compute: 1000000.0 is too little to plan a model
        why: the optimal model would have fewer than a thousand parameters or tokens, where the law \
      does not apply
        fix: give a larger value, such as 1e24
      """),
    BadOption(
      ["grids", "show", "atlantis"],
      """
      error: unknown grid 'atlantis'
        why: the grid table has no such name, nor a similar one
        fix: pass a country by code or name, such as usa, world, or a number to --grid-intensity
      """),
  ]

  @Test("They are refused, with the place and a remedy.", arguments: refused)
  func refusals(_ option: BadOption) async throws {
    try await expectComplaint(
      option.errors, exitCode: 64, from: option.arguments, in: sandbox)
  }
}
