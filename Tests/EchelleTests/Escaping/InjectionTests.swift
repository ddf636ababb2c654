import Foundation
import Testing

@Suite(
  "Text of strangers is never run",
  .enabled(if: OtherReader.areAllInstalled, "needs Python, gnuplot, Chromium and pdflatex"))
struct InjectionTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private func nothingRan() throws -> Bool {
    let found = FileManager.default.subpaths(atPath: sandbox.folder.path) ?? []
    return !found.contains { $0.contains("PWNED") && !$0.contains("touch") }
  }

  private func rows(_ names: [String]) -> String {
    SampleRuns().lines.enumerated().map { place, line in
      let name = names[place % names.count].unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }
      return "\"\(name.joined())\",\(line)\n"
    }.joined()
  }

  @Test("A report of a hostile dataset runs no command of gnuplot and no script of the page.")
  func report() async throws {
    let title = "T \u{600}<img src=x onerror=\"document.title='PWNED'\">`touch PWNED`"
    let unit = "nats\u{600}\"; system('touch PWNED') #`touch PWNED`"
    let descriptor: [String: Any] = [
      "title": title, "file": "runs.csv", "conventions": ["loss": unit],
      "columns": ["parameters": "N", "tokens": "D", "loss": "loss", "run": "run"],
    ]
    try sandbox.write(try JSONSerialization.data(withJSONObject: descriptor), to: "set/dataset.yml")
    try sandbox.write(
      "run,N,D,loss\n"
        + rows([
          "\u{600}<img src=x onerror=document.title='PWNED'>", "a,\u{301}b", "q\"\u{301}x",
          "\u{600}</script><script>document.title='PWNED'</script>", "=1+1", "`touch PWNED`",
        ]), to: "set/runs.csv")
    let run = try await sandbox.echelle(
      "fit", "\(sandbox.folder.path)/set", "--report", "out", "--bootstrap", "20")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try nothingRan())
    let page = try sandbox.read("out/index.html")
    #expect(!page.contains(sandbox.folder.path))
    #expect(page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "))
    #expect(!page.contains("unsafe-inline"))
    let other = try #require(OtherReader(sandbox))
    let seen = try await other.read("page", "out/index.html", as: SeenPage.self)
    #expect([seen.title].bytes == [title].bytes)
    #expect(seen.images == 0)
    #expect(seen.messages == [])
    let names = try await other.read("csv-names", "out/data/runs.csv", as: [String].self)
    #expect(names.count == 16 && names.contains("'=1+1"))
  }

  @Test("A notebook of a hostile document has no code of the document's, nor has its figure.")
  func notebook() async throws {
    let name =
      "x\"]; __import__('os').system('touch PWNED'); y[\"'); system('touch PWNED') #\u{600}\"`touch PWNED`"
    for (command, key) in [
      (["energy", "backtest"], "\"G1\" :"),
      (["laws", "evaluate", "chinchilla", "--params", "1B,7B", "--tokens", "1T,2T"], "\"N\" :"),
    ] {
      let run = try await Command.run(
        command + ["--format", "json"], in: sandbox.folder)
      #expect(run.exitCode == 0, "\(run.errors)")
      let hostile = String(decoding: try JSONEncoder().encode(name), as: UTF8.self) + " :"
      #expect(run.output.contains(key), "\(run.output.prefix(2000))")
      try sandbox.write(run.output.replacing(key, with: hostile), to: "hostile.json")
      let export = try await sandbox.echelle(
        "export", "notebook", "hostile.json", "-o", "out-\(command[0])")
      #expect(export.exitCode == 0, "\(export.errors)")
      #expect(try nothingRan())
      let other = try #require(OtherReader(sandbox))
      let calls = try await other.read(
        "cells", "out-\(command[0])/notebook.ipynb", as: [String].self)
      #expect(calls.contains("say") && !calls.contains { $0.contains("import") })
    }
  }

  @Test("The title of a layer, from a dataset or a document, does not end the texts of a script.")
  func layerTitles() async throws {
    let names = ["end_of_textX", "end_of_text", "system('touch PWNED')"]
    let table = SampleRuns().lines.enumerated()
      .map { "\(names[$0 % names.count]),\($1)\n" }.joined()
    try sandbox.write("run,N,D,loss\n" + table, to: "runs.csv")
    let values = try await sandbox.echelle(
      "laws", "evaluate", "chinchilla", "--params", "1B,7B", "--tokens", "1T,2T", "--format", "json"
    )
    #expect(values.exitCode == 0, "\(values.errors)")
    for (index, name) in ["end_of_text=system('touch PWNED'); a", "end_of_text"].enumerated() {
      let document = values.output.replacing("\"D\"", with: "\"\(name)\"")
      try sandbox.write(document, to: "values.json")
      let export = try await sandbox.echelle("export", "notebook", "values.json", "-o", "v\(index)")
      #expect(export.exitCode == 0, "\(export.errors)")
      let fit = try await sandbox.echelle(
        "fit", "runs.csv", "--bootstrap", "0", "--report", "r\(index)")
      #expect(fit.exitCode == 0, "\(fit.errors)")
    }
    #expect(try nothingRan())
  }

  @Test("A page that is tampered with runs nothing that it did not come with.")
  func tampered() async throws {
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    let run = try await sandbox.echelle("fit", "runs.csv", "--report", "out", "--bootstrap", "20")
    #expect(run.exitCode == 0, "\(run.errors)")
    let page = try sandbox.read("out/index.html")
    try sandbox.write(
      page.replacing(
        "</main>",
        with: "<p onclick='1'></p><script>document.title = 'PWNED'</script></main>"),
      to: "out/index.html")
    let other = try #require(OtherReader(sandbox))
    let seen = try await other.read("page", "out/index.html", as: SeenPage.self)
    #expect(seen.title == "runs.csv")
    #expect(seen.messages.contains { $0.contains("Content Security Policy") })
  }

  @Test("The scripts for Slurm run with any name of a file or folder, and run nothing else.")
  func slurm() async throws {
    let file = "r'uns $(touch PWNED) \u{600}\"`touch PWNED`; # %a e\u{301}\nx.csv"
    let results = "o'ut \"\u{301}$(touch PWNED)\" %a `touch PWNED` #"
    try sandbox.write(SampleRuns().csv(), to: file)
    let run = try await sandbox.echelle(
      "batch", "slurm", file, "--results", results, "--shards", "1", "--bootstrap", "0", "--dry-run"
    )
    #expect(run.exitCode == 0, "\(run.errors)")
    let script = try sandbox.read("\(results)/slurm/array.sh")
    let output = script.split(separator: "\n").first { $0.contains("--output=") }
    let path = sandbox.folder.path + "/o'ut \\\"\u{301}$(touch PWNED)\\\" %%a `touch PWNED` #"
    #expect(output?.hasPrefix("#SBATCH \"--output=") == true)
    #expect(
      output?.hasSuffix("\(path.split(separator: "/").last ?? "")/slurm/shard-%a.log\"") == true)
    for name in ["array.sh", "merge.sh"] {
      let shell = try await Command.run(
        ["\(results)/slurm/\(name)"], in: sandbox.folder,
        environment: ["SLURM_ARRAY_TASK_ID": "1"], executable: URL(fileURLWithPath: "/bin/bash"))
      #expect(shell.exitCode == 0, "\(shell.errors)")
    }
    #expect(try sandbox.read("\(results)/summary.csv").contains("done"))
    #expect(try nothingRan())
  }

  @Test(
    "What sbatch cannot be given is refused before anything is written.",
    arguments: [
      ["--results", "a\nb"], ["--results", "a\\b"], ["--results", "out", "--partition", "p\r\nq"],
      ["--results", "out", "--sbatch", "--comment=a\n#SBATCH --x"],
    ])
  func refused(options: [String]) async throws {
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
    let run = try await Command.run(
      ["batch", "slurm", "runs.csv", "--shards", "1", "--dry-run"] + options, in: sandbox.folder)
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("cannot be passed to sbatch: it contains "))
    #expect(try sandbox.names() == ["runs.csv"])
  }

  @Test(
    "Errors of the command line echo no control character, and no megabyte.",
    arguments: [
      ["fit", "--\u{1B}[31mx"], ["fit", "x", "--starts", "5\u{1B}]0;t\u{7}"],
      ["plan", "x", "--compute", "\u{9B}31m"], ["fit", "\u{1B}[2J\u{202E}"],
      ["fit", String(repeating: "A", count: 100_000)],
      ["--" + String(repeating: "b", count: 100_000)],
      ["fit", "a" + String(repeating: "\u{301}", count: 60_000)],
    ])
  func commandLine(words: [String]) async throws {
    let run = try await Command.run(words, in: sandbox.folder)
    #expect(run.exitCode != 0)
    #expect(run.errors.hasPrefix("error: ") && run.errors.utf8.count < 5000)
    #expect(
      !run.errors.unicodeScalars.contains {
        $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E
      })
  }
}
