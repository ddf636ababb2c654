import Documents
import Foundation
import Testing

@Suite("Documents")
struct DocumentTests {
  private static let sample = Sample(
    size: 2, colour: .blue, note: nil, kept: Nullable(nil), parts: [.init(shares: ["a": 0.25])])

  private func read(_ text: String) throws -> Sample { try Sample(json: Array(text.utf8)) }

  @Test("A document is written with its form and version, absent keys left out, null ones kept.")
  func writing() throws {
    #expect(
      try Self.sample.json() == """
        {
          "colour" : "blue",
          "kept" : null,
          "parts" : [
            {
              "shares" : {
                "a" : 0.25
              }
            }
          ],
          "schema" : "echelle.sample/2",
          "size" : 2
        }

        """)
  }

  @Test("What is written is read.")
  func reading() throws {
    #expect(try read(Self.sample.json()) == Self.sample)
  }

  @Test("A document from before a key was added, or of an older version, is read.")
  func older() throws {
    let rest = #""colour": "blue", "parts": [{"shares": {"a": 0.25}}]}"#
    #expect(try read(#"{"schema": "echelle.sample/2", "size": 2, "# + rest) == Self.sample)
    #expect(try read(#"{"schema": "echelle.sample/1", "length": 2, "# + rest) == Self.sample)
  }

  @Test("Other and damaged documents are reported with the path of the fault.")
  func faults() throws {
    func path(_ text: String) throws -> String {
      let error = #expect(throws: DecodingError.self) { try read(text) }
      switch try #require(error) {
      case .keyNotFound(let key, let context): return place(context.codingPath + [key])
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .dataCorrupted(let context):
        return place(context.codingPath)
      @unknown default: return ""
      }
    }
    func place(_ path: [any CodingKey]) -> String {
      path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
    let text = try Self.sample.json()
    func changed(_ old: String, _ new: String) -> String { text.replacing(old, with: new) }
    #expect(try path(changed("sample/2", "other/2")) == "schema")
    #expect(try path(changed("sample/2", "sample/3")) == "schema")
    #expect(try path(changed("\"size\"", "\"sise\"")) == "size")
    #expect(try path(changed("blue", "green")) == "colour")
    #expect(try path(changed("0.25", "\"much\"")) == "parts.0.shares.a")
    #expect(try path(changed("\"kept\" : null", "\"kept\" : \"few\"")) == "kept")
  }

  @Test("Each key of each document is described.")
  func descriptions() {
    for type in AllDocuments.all {
      let schema = DocumentSchema.text(of: type)
      #expect(!schema.contains("\"description\": \"\""), "\(type.schema)")
    }
  }

  @Test("Names of forms are unique.")
  func names() {
    let names = AllDocuments.all.flatMap { [$0.schema] }
    #expect(Set(names).count == names.count)
  }
}
