import Foundation
import Testing

@Suite("Report folders")
struct ReportFolderTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(SampleRuns().csv(), to: "runs.csv")
  }

  private static let figures = [
    "allocation", "energy-against-loss", "exponents", "lifetime-energy", "isoloss-contours",
    "loss-against-compute", "residuals",
  ]

  private func fit(_ options: String...) async throws -> Outcome {
    try await Command.run(
      ["fit", "runs.csv", "--bootstrap", "100"] + options, in: sandbox.folder)
  }

  /// The files below a folder with their bytes.
  private func contents(_ folder: String) throws -> [String: Data] {
    let root = sandbox.url(folder)
    return try FileManager.default.subpathsOfDirectory(atPath: root.path).reduce(into: [:]) {
      let file = root.appendingPathComponent($1)
      if !file.hasDirectoryPath, let bytes = try? Data(contentsOf: file) { $0[$1] = bytes }
    }
  }

  @Test(
    "A fit with --report prints what it prints without, and leaves the whole folder.",
    .needing("gnuplot"))
  func folder() async throws {
    let alone = try await fit()
    let reported = try await fit("--report", "out")
    #expect(reported.exitCode == 0)
    #expect(reported.output == alone.output)
    #expect(try sandbox.names() == ["out", "runs.csv"], "nothing temporary is left")
    let files = try contents("out")
    #expect(files["index.html"] != nil && files["report.json"] != nil && files["report.md"] != nil)
    for table in ["runs", "draws", "frontier", "plans", "coefficients"] {
      #expect(files["data/\(table).csv"] != nil, "there is no table \(table)")
    }
    for figure in Self.figures { #expect(files["figures/\(figure).gp"] != nil) }
    #expect(reported.errors.isEmpty)
    for figure in Self.figures {
      for (form, start) in [
        ("png", [0x89, 0x50, 0x4E, 0x47]), ("pdf", Array("%PDF".utf8)),
        ("svg", Array("<?xml".utf8)),
      ] {
        let bytes = try #require(files["figures/\(figure).\(form)"])
        #expect(bytes.count > 4000, "\(figure).\(form) has \(bytes.count) bytes")
        #expect(bytes.starts(with: start))
      }
    }
  }

  @Test("A report of a saved fit has the same figures and tables, to the last byte, each time.")
  func sameBytes() async throws {
    #expect(try await fit("--report", "first").exitCode == 0)
    #expect(try await fit("--format", "json", "-o", "fit.json").exitCode == 0)
    let second = try await sandbox.echelle("report", "fit.json", "-o", "second")
    let third = try await sandbox.echelle("report", "fit.json", "-o", "third")
    #expect(second.exitCode == 0 && third.exitCode == 0)
    let folders = try ["first", "second", "third"].map(contents)
    #expect(Set(folders[0].keys) == Set(folders[1].keys))
    // The page, the record, the remarks and the text contain the command; everything else is the same.
    for (name, bytes) in folders[0] where name.contains("/") && name != "data/remarks.csv" {
      #expect(folders[1][name] == bytes, "\(name) differs")
      #expect(folders[2][name] == bytes, "\(name) differs")
    }
  }

  @Test(
    "A figure's script redraws it from the tables beside it.", .needing("gnuplot"))
  func script() async throws {
    let gnuplot = try #require(Tool.path("gnuplot"))
    #expect(try await fit("--report", "out").exitCode == 0)
    for figure in Self.figures {
      let drawn = try sandbox.read("out/figures/\(figure).svg")
      try FileManager.default.removeItem(at: sandbox.url("out/figures/\(figure).svg"))
      let run = try await Command.run(
        ["\(figure).gp"], in: sandbox.url("out/figures"), executable: gnuplot)
      #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
      #expect(try sandbox.read("out/figures/\(figure).svg") == drawn)
    }
  }

  @Test(
    "Drawings are well-formed XML.", .needing("gnuplot", "xmllint"))
  func wellFormed() async throws {
    let xmllint = try #require(Tool.path("xmllint"))
    #expect(try await fit("--report", "out").exitCode == 0)
    let drawings = Self.figures.map { "\($0).svg" }
    let run = try await Command.run(
      ["--noout"] + drawings, in: sandbox.url("out/figures"), executable: xmllint)
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
  }

  @Test("Every panel has the title of its y axis on the page.", .needing("gnuplot"))
  func axisTitles() async throws {
    #expect(try await fit("--report", "out").exitCode == 0)
    for figure in Self.figures {
      let script = try sandbox.read("out/figures/\(figure).gp")
      let panels = script.components(separatedBy: "plot \\").count - 1
      let drawing = try sandbox.read("out/figures/\(figure).svg")
      // What is rotated is a title of a y axis; its place is that of its middle.
      let titles = drawing.matches(of: /translate\(([-0-9.]+),([-0-9.]+)\) rotate\(-90/)
      #expect(titles.count == panels, "\(figure) has \(titles.count) titles in \(panels) panels")
      for title in titles {
        let place = try (#require(Double(title.1)), #require(Double(title.2)))
        #expect(place.0 > 10 && place.0 < 40 && place.1 > 0, "\(figure): \(place)")
      }
    }
  }

  @Test("Without gnuplot the report is made, and says which packages draw the figures.")
  func withoutGnuplot() async throws {
    let run = try await sandbox.echelle(
      "fit", "runs.csv", "--bootstrap", "20", "--report", "out", environment: ["PATH": "/nowhere"])
    #expect(run.exitCode == 0)
    #expect(
      run.errors.hasPrefix("note: the figures are not drawn, because gnuplot is not installed"))
    for text in [run.errors, try sandbox.read("out/index.html"), try sandbox.read("out/report.md")]
    {
      #expect(text.contains("gnuplot-nox") && text.contains("fonts-inter"))
    }
    let files = try contents("out")
    #expect(files["figures/residuals.gp"] != nil)
    #expect(!files.keys.contains { $0.hasSuffix(".svg") })
  }

  @Test("A failure of gnuplot is reported, and nothing is left of the report.")
  func failure() async throws {
    try sandbox.write("#!/bin/sh\necho 'no terminal' >&2\nexit 1\n", to: "bin/gnuplot")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: sandbox.url("bin/gnuplot").path)
    let run = try await sandbox.echelle(
      "fit", "runs.csv", "--bootstrap", "20", "--report", "out",
      environment: ["PATH": "\(sandbox.url("bin").path):/bin"])
    #expect(run.exitCode == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("gnuplot could not draw it\n  why: no terminal\n"))
    #expect(try sandbox.names() == ["bin", "runs.csv"])
  }

  @Test("A report is not written over one unasked, and never over what is no report.")
  func existing() async throws {
    try sandbox.write("precious", to: "mine/thesis.tex")
    try sandbox.write("precious", to: "file")
    #expect(try await fit("--report", "out").exitCode == 0)
    try sandbox.write("old", to: "out/report.md")
    for (place, force, reason) in [
      ("out", false, "the file exists"), ("mine", false, "the file exists"),
      ("mine", true, "is a folder that holds no report"), ("file", true, "is a file"),
      ("nowhere/out", true, "there is no folder"),
    ] {
      let run = try await Command.run(
        ["fit", "runs.csv", "--bootstrap", "20", "--report", place] + (force ? ["--force"] : []),
        in: sandbox.folder)
      #expect(run.exitCode == 64)
      #expect(run.output.isEmpty)
      #expect(
        run.errors.hasPrefix("error: \(place): ") && run.errors.contains(reason), "\(run.errors)")
    }
    let changed = try await fit("--report", "out", "--force")
    #expect(changed.exitCode == 64)
    #expect(
      changed.errors.hasPrefix(
        "error: out: holds files that changed since the report was written: report.md\n"))
    #expect(try sandbox.read("out/report.md") == "old")
    try FileManager.default.removeItem(at: sandbox.url("out/report.md"))
    #expect(try await fit("--report", "out", "--force").exitCode == 0)
    #expect(try sandbox.read("out/report.md").hasPrefix("# runs.csv\n"))
    #expect(try sandbox.read("mine/thesis.tex") == "precious")
    #expect(try sandbox.names() == ["file", "mine", "out", "runs.csv"])
  }
}
