import Documents
import Foundation
import Statistics
import Testing

@Suite("Schemas from types")
struct DocumentSchemaTests {
  /// `Sources/Reporting/Documentation.docc`.
  private static let documentation = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/Reporting/Documentation.docc")

  /// Whether what is committed is written anew.
  private static let renews =
    ProcessInfo.processInfo.environment["ECHELLE_RENEW_SCHEMAS"] != nil

  @Test(
    "The schemas of the documentation are those of the types.",
    arguments: AllDocuments.all.map(DocumentSchema.fileName))
  func schema(_ name: String) throws {
    let type = try #require(AllDocuments.all.first { DocumentSchema.fileName(of: $0) == name })
    let file = Self.documentation.appendingPathComponent("Schemas/\(name)")
    let text = DocumentSchema.text(of: type)
    if Self.renews {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(
      try String(contentsOf: file, encoding: .utf8) == text,
      "write it anew by make schemas, and look at the difference")
  }

  @Test("The docs list each document with the commands that write it.")
  func table() throws {
    let file = Self.documentation.appendingPathComponent("Documents.md")
    var lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("| `schema` |") })
    let end = try #require(lines[start...].firstIndex { !$0.hasPrefix("|") })
    if Self.renews {
      lines.replaceSubrange(start..<end, with: AllDocuments.table)
      try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(Array(lines[start..<end]) == AllDocuments.table, "write it anew by make schemas")
    }
  }

  @Test("The shared schema of remarks names each kind and severity.")
  func remarks() throws {
    let file = Self.documentation.appendingPathComponent("Schemas/estimate-1.schema.json")
    let schema = try JSONText.peek(JSON.self, at: Array(Data(contentsOf: file)))
    func names(_ key: String) -> JSON? {
      schema["$defs"]?["remark"]?["properties"]?[key]?["enum"]
    }
    #expect(names("code") == .list(Remark.Code.allCases.map { .text($0.rawValue) }))
    #expect(names("severity") == .list(Remark.Severity.allCases.map { .text($0.rawValue) }))
  }

  @Test("A schema states types, units, bounds, and what may be null or absent.")
  func parts() {
    #expect(
      DocumentSchema.text(of: Sample.self) == """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "A sample",
          "description": "A document for tests.",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "colour",
            "kept",
            "parts",
            "schema",
            "size"
          ],
          "properties": {
            "schema": {
              "description": "The name and version of this document type.",
              "const": "echelle.sample/2"
            },
            "size": {
              "description": "Its size, in m.",
              "type": "number",
              "exclusiveMinimum": 0
            },
            "colour": {
              "description": "Its colour.",
              "enum": [
                "red",
                "blue"
              ]
            },
            "note": {
              "description": "A note.",
              "type": "string"
            },
            "kept": {
              "description": "How many are kept; null for all.",
              "type": [
                "integer",
                "null"
              ],
              "minimum": 0
            },
            "parts": {
              "description": "Its parts.",
              "type": "array",
              "items": {
                "$ref": "#/$defs/part"
              },
              "minItems": 1
            }
          },
          "$defs": {
            "part": {
              "description": "A part.",
              "type": "object",
              "additionalProperties": false,
              "required": [
                "shares"
              ],
              "properties": {
                "shares": {
                  "description": "Shares by name.",
                  "type": "object",
                  "additionalProperties": {
                    "type": "number",
                    "maximum": 1
                  }
                }
              }
            }
          }
        }

        """)
  }
}
