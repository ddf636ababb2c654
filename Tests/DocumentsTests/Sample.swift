import Documents

/// A document in its second version, which renamed `length` to `size` and added `kept` since.
struct Sample: Document, Equatable {
  static let identifier = "sample"
  static let version = 2
  static let title = "A sample"
  static let summary = "A document for tests."
  static let writers = "`sample`"
  static let migrations: [Int: @Sendable (JSON) throws -> JSON] = [
    1: { json in
      var json = json
      json["size"] = json["length"]
      json["length"] = nil
      return json
    }
  ]

  let size: Double
  let colour: Colour
  let note: String?
  let kept: Nullable<Int>
  let parts: [Part]

  enum Colour: String, Codable, CaseIterable, Sendable {
    case red
    case blue
  }

  enum CodingKeys: String, CodingKey, CaseIterable {
    case size, colour, note, kept, parts
  }

  static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .size: Field("Its size, in m.", .positive)
    case .colour: "Its colour."
    case .note: "A note."
    case .kept: Field("How many are kept; null for all.", .nonNegative, added: .null)
    case .parts: Field("Its parts.", .countAtLeast(1))
    }
  }

  struct Part: Described {
    static let summary = "A part."

    let shares: [String: Double]

    enum CodingKeys: String, CodingKey, CaseIterable {
      case shares
    }

    static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .shares: Field("Shares by name.", .each(Field("", .atMost(1))))
      }
    }
  }

  static func == (one: Sample, other: Sample) -> Bool {
    one.size == other.size && one.colour == other.colour && one.note == other.note
      && one.kept.value == other.kept.value && one.parts.map(\.shares) == other.parts.map(\.shares)
  }
}
