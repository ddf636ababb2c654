import Foundation
import Testing

/// ARCHITECTURE.md and the code agree on which target imports which.
@Suite("Architecture")
struct ArchitectureTests {
  /// The targets that each target imports, by the table of ARCHITECTURE.md.
  private func stated() throws -> [String: Set<String>] {
    let text = try String(
      contentsOf: Command.packageRoot.appendingPathComponent("ARCHITECTURE.md"), encoding: .utf8)
    var imports: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3 else { continue }
      let names = cells[0].split(separator: ",").map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
      }
      let imported = cells[2] == "–" ? [] : cells[2].components(separatedBy: ", ")
      for name in names where sources.contains(name) { imports[name] = Set(imported) }
    }
    return imports
  }

  private var sources: Set<String> {
    let folder = Command.packageRoot.appendingPathComponent("Sources").path
    return Set((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
  }

  /// The targets of this package that the files of a target import.
  private func found(in target: String) throws -> Set<String> {
    let folder = Command.packageRoot.appendingPathComponent("Sources/\(target)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var imports: Set<String> = []
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        guard
          let match = line.wholeMatch(
            of: /\s*(?:@_exported |public |package |internal )*import (\w+)/)
        else { continue }
        imports.insert(String(match.1))
      }
    }
    return imports.intersection(sources).subtracting([target])
  }

  @Test("Every target is in the table, and imports what it says.")
  func imports() throws {
    let stated = try stated()
    #expect(Set(stated.keys) == sources)
    for target in sources.sorted() { #expect(try found(in: target) == stated[target], "\(target)") }
  }

  @Test("No target imports, directly or indirectly, one that imports it.")
  func isAcyclic() throws {
    var open = try stated()
    while let free = open.first(where: { $0.value.isEmpty })?.key {
      open[free] = nil
      for target in open.keys { open[target]?.remove(free) }
    }
    #expect(open.isEmpty, "\(open.keys.sorted())")
  }

  @Test("What the C headers declare begins with the project's name: C has one name space for all.")
  func prefixes() throws {
    let headers = try ["Sources", "Tests"].flatMap { folder in
      try FileManager.default.subpathsOfDirectory(
        atPath: Command.packageRoot.appendingPathComponent(folder).path
      ).filter { $0.contains("/include/") && $0.hasSuffix(".h") }.map { "\(folder)/\($0)" }
    }
    #expect(headers.count > 5)
    for header in headers {
      let text = try String(
        contentsOf: Command.packageRoot.appendingPathComponent(header), encoding: .utf8)
      // A declaration starts its line, and has its name before the first parenthesis.
      for match in text.matches(of: /(?m)^[a-z][\w ]*[ *](\w+)\(/) {
        #expect(match.1.hasPrefix("echelle_"), "\(header): \(match.1)")
      }
    }
  }
}
