/// A Jupyter notebook in the form nbformat 4.5, with the outputs of its cells.
///
/// Reference: https://nbformat.readthedocs.io/en/latest/format_description.html
struct Notebook: Encodable {
  let cells: [Cell]
  let metadata = Metadata()
  let nbformat = 4
  let nbformatMinor = 5

  private enum CodingKeys: String, CodingKey {
    case cells, metadata, nbformat
    case nbformatMinor = "nbformat_minor"
  }

  /// The language of the code: Python.
  struct Metadata: Encodable {
    let kernelspec = [
      "display_name": "Python 3", "language": "python", "name": "python3",
    ]
    let languageInfo = ["name": "python"]

    private enum CodingKeys: String, CodingKey {
      case kernelspec
      case languageInfo = "language_info"
    }
  }

  /// A cell.
  struct Cell: Encodable {
    /// Its identifier, unique in the notebook: letters, digits and hyphens, at most 64.
    let id: String
    let kind: Kind

    enum Kind {
      case markdown(String)
      case code(String, outputs: [Output])
    }

    private enum CodingKeys: String, CodingKey {
      case id, metadata, source, outputs
      case type = "cell_type"
      case executionCount = "execution_count"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(id, forKey: .id)
      try container.encode([String: String](), forKey: .metadata)
      switch kind {
      case .markdown(let text):
        try container.encode("markdown", forKey: .type)
        try container.encode(Notebook.lines(text), forKey: .source)
      case .code(let text, let outputs):
        try container.encode("code", forKey: .type)
        try container.encode(Notebook.lines(text), forKey: .source)
        try container.encode(outputs, forKey: .outputs)
        try container.encodeNil(forKey: .executionCount)
      }
    }
  }

  /// The output of a code cell.
  enum Output: Encodable {
    /// Printed text.
    case text(String)
    /// A drawing as a PNG in Base64, and the text in its place where it cannot be shown.
    case image(png: String, text: String, width: Int)

    private enum CodingKeys: String, CodingKey {
      case data, metadata, name, text
      case type = "output_type"
    }

    private struct ImageSize: Encodable {
      let width: Int
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .text(let text):
        try container.encode("stream", forKey: .type)
        try container.encode("stdout", forKey: .name)
        try container.encode(Notebook.lines(text), forKey: .text)
      case .image(let png, let text, let width):
        try container.encode("display_data", forKey: .type)
        try container.encode(["image/png": png, "text/plain": text], forKey: .data)
        try container.encode(["image/png": ImageSize(width: width)], forKey: .metadata)
      }
    }
  }

  /// Text as a list of its lines, each with its line break, as Jupyter stores it.
  private static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)\n" }
    if let last = lines.popLast(), last != "\n" { lines.append(String(last.dropLast())) }
    return lines
  }
}
