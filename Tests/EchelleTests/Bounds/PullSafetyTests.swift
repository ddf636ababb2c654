import Foundation
import LoopbackServer
import Testing

@Suite("Downloads are atomic and stay in their folder")
struct PullSafetyTests {
  let sandbox: Sandbox
  let server: LoopbackServer
  let content: String

  init() throws {
    sandbox = try Sandbox()
    content = SampleRuns(parameters: (1...100).map { 1e8 * Double($0) }).csv()
    try sandbox.write(content, to: "served/runs.csv")
    server = try LoopbackServer(serving: sandbox.url("served/runs.csv").path)
    try sandbox.write(
      "title: A sweep\nfile: runs.csv\nsource: {url: '\(server.address)/slow', path: runs.csv}\n",
      to: "datasets/sweep/dataset.yml")
  }

  private func shell(_ script: String) async throws -> Outcome {
    try await Command.run(
      ["-c", script], in: sandbox.folder,
      environment: [
        "E": Command.executable.path, "ECHELLE_DATASETS": "", "ECHELLE_ALLOW_LOOPBACK_HTTP": "1",
        "XDG_DATA_HOME": sandbox.url("home").path,
      ], executable: URL(fileURLWithPath: "/bin/bash"))
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: sandbox.url("datasets/sweep").path).sorted()
  }

  @Test(
    "A link in the dataset's folder is refused, and what it leads to stays as it is.",
    arguments: [
      "ln -s ../../victim datasets/sweep/runs.csv.part", "ln -s ../../gone datasets/sweep/runs.csv",
      "ln -s ../../gone datasets/sweep/runs.csv.part",
      "ln victim datasets/sweep/runs.csv.part",
      """
      mkdir elsewhere; ln -s ../../elsewhere datasets/sweep/inner
      sed -i 's|file: runs.csv|file: inner/runs.csv|' datasets/sweep/dataset.yml
      """,
      "mkdir datasets/sweep/runs.csv.part", "mkfifo datasets/sweep/runs.csv.part",
    ])
  func links(preparation: String) async throws {
    try sandbox.write("precious\n", to: "victim")
    let run = try await shell("\(preparation)\n\"$E\" datasets pull sweep --force")
    #expect(run.exitCode != 0 && run.exitCode < 128, "\(run.output)")
    #expect(!run.errors.isEmpty)
    #expect(try sandbox.read("victim") == "precious\n")
    #expect(!FileManager.default.fileExists(atPath: sandbox.url("gone").path))
    let elsewhere = try? FileManager.default.contentsOfDirectory(
      atPath: sandbox.url("elsewhere").path)
    #expect(elsewhere?.isEmpty ?? true)
  }

  @Test("A link where --to puts the descriptor is refused.")
  func descriptor() async throws {
    try sandbox.write("precious\n", to: "victim")
    let run = try await shell(
      "mkdir -p to/sweep; ln -s ../../victim to/sweep/dataset.yml; \"$E\" datasets pull sweep --to to"
    )
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("to/sweep/dataset.yml: a link in the dataset's folder"))
    #expect(try sandbox.read("victim") == "precious\n")
  }

  @Test("Of two concurrent pulls one downloads; the other waits and finds the file.")
  func twoAtOnce() async throws {
    let run = try await shell(
      """
      "$E" datasets pull sweep > one 2> errors-one & first=$!
      "$E" datasets pull sweep > two 2> errors-two & second=$!
      wait $first; a=$?; wait $second; echo $a $?
      """)
    let errors = try sandbox.read("errors-one") + sandbox.read("errors-two")
    #expect(run.output == "0 0\n", "\(errors)")
    let said = try [sandbox.read("one"), sandbox.read("two")]
    #expect(said.filter { $0.contains("sweep: downloaded") }.count == 1, "\(said)")
    #expect(try sandbox.read("datasets/sweep/runs.csv") == content)
    #expect(try files() == ["dataset.yml", "runs.csv"])
    #expect(try server.requests().count == 1)
  }

  @Test("Killed at any moment, it leaves no file and no curl; the next pull completes.")
  func kills() async throws {
    for (round, signal) in ["KILL", "TERM", "INT", "KILL", "KILL", "HUP", "KILL", "KILL"]
      .enumerated()
    {
      let run = try await shell(
        """
        set -m
        "$E" datasets pull sweep > out 2> errors & pull=$!
        sleep 0.\(round + 1); kill -\(signal) $pull 2> /dev/null; wait $pull 2> /dev/null; echo $?
        sleep 0.5; pgrep -f "$PWD/served\\|\(server.address)/slow" || true
        """)
      let status = run.output.split(separator: "\n").first.map(String.init)
      let isFetched = status == "0"
      #expect(run.output == "\(status ?? "")\n", "a process is left: \(run.output)")
      #expect(["0", "137", "143", "130", "129"].contains(status))
      #expect(try files().contains("runs.csv") == isFetched)
      let again = try await shell("\"$E\" datasets pull sweep")
      #expect(again.exitCode == 0, "\(again.errors)")
      #expect(try sandbox.read("datasets/sweep/runs.csv") == content)
      #expect(try files() == ["dataset.yml", "runs.csv"])
      try FileManager.default.removeItem(at: sandbox.url("datasets/sweep/runs.csv"))
    }
  }

  @Test("Tables in ./datasets that override installed ones are named.")
  func shadows() async throws {
    let script = """
      set -e
      mkdir -p prefix/bin prefix/share/echelle; cp -r "$D" prefix/share/echelle/datasets
      ln "$E" prefix/bin/echelle 2> /dev/null || cp "$E" prefix/bin/echelle
      mkdir empty; (cd empty; ../prefix/bin/echelle grid show fra > ../plain 2> ../quiet)
      mkdir -p datasets/grids; sed 's/,fra,/,fra,/' "$D/grids/grids.csv" > datasets/grids/grids.csv
      prefix/bin/echelle grid show fra
      """.replacing("$D", with: Command.datasets)
    let run = try await shell(script)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try sandbox.read("quiet").isEmpty)
    #expect(
      run.errors.hasPrefix("note: ./datasets/grids/grids.csv is used in place of "), "\(run.errors)"
    )
    #expect(run.errors.hasSuffix("/share/echelle/datasets/grids/grids.csv\n"))
    #expect(!run.errors.contains("accelerators"))
  }
}
