public import Architectures
import Diagnostics
import Documents

/// Models with their parameters and FLOP per token, in the forms that `echelle count` writes.
public struct CountReport: Report, Sendable {
  /// A model, what it is called, and the context its attention is counted for.
  public struct Model: Sendable {
    let name: String
    let shape: ModelShape
    let contextLength: Int?

    /// A model.
    ///
    /// - Parameters:
    ///   - name: What it is called.
    ///   - shape: The model.
    ///   - contextLength: n_ctx, tokens; by default the longest that its configuration names.
    public init(name: String, shape: ModelShape, contextLength: Int? = nil) {
      self.name = name
      self.shape = shape
      self.contextLength = contextLength ?? shape.contextLength
    }
  }

  let models: [Model]

  /// A report of models.
  public init(_ models: [Model]) {
    self.models = models
  }

  /// Text: one model in detail, several side by side.
  public func text() -> String { text(on: .plain) }

  /// Text: one model in detail, several side by side; without formulas and assumptions where the page is
  /// brief.
  public func text(on page: TextPage) -> String {
    models.count == 1
      ? models.map { $0.lines(isBrief: page.isBrief) }.joined().text(on: page)
      : comparison(isBrief: page.isBrief).text(on: page)
  }

  /// JSON: all counts, in full.
  public func json() throws -> String {
    try document.json()
  }

  /// CSV: a row for each model.
  public func csv() -> String {
    document.csv()
  }

  private var document: CountDocument {
    CountDocument(
      models.map { .init(name: $0.name, shape: $0.shape, contextLength: $0.contextLength) })
  }

  private func comparison(isBrief: Bool) -> [TextLine] {
    let conventions = [FLOPConvention.six, .palm, .hoffmann]
    var table = TextTable([.left, .left] + Array(repeating: .right, count: 7))
    table.add(
      ["model", "architecture", "parameters", "active", "without embeddings", "context"]
        + conventions.map { "FLOP/token, \($0.name)" })
    for model in models {
      let count = model.shape.parameters
      table.add(
        [
          model.name, model.shape.architecture, "\(count.total)", "\(count.active)",
          "\(count.totalWithoutEmbeddings)", model.contextLength.map { "\($0)" } ?? "–",
        ]
          + conventions.map {
            model.flopPerToken($0).map { NumberText.significant($0, digits: 4) } ?? "–"
          })
    }
    var lines = table.lines().lines()
    lines += reasons(conventions).map { TextLine(text: "  –: \($0)") }
    guard !isBrief else { return lines }
    lines.append(TextLine(text: ""))
    lines += conventions.map {
      TextLine(text: "  \($0.name): \($0.formula); \($0.source)", emphasis: .faint)
    }
    lines += models.flatMap { model in
      model.shape.assumptions.map {
        TextLine(text: "  note: \(model.name): \($0)", emphasis: .caution)
      }
    }
    return lines
  }

  /// Why models have no figure by a convention, each reason once.
  private func reasons(_ conventions: [FLOPConvention]) -> [String] {
    models.flatMap { model in conventions.compactMap { model.reason($0) } }
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension CountReport.Model {
  /// FLOP per token; `nil` where the convention does not apply.
  func flopPerToken(_ convention: FLOPConvention) -> Double? {
    convention.flopPerToken(of: shape, contextLength: contextLength)
  }

  /// Why a convention does not apply.
  func reason(_ convention: FLOPConvention) -> String? {
    convention.obstacle(of: shape, contextLength: contextLength)
  }

  /// The model in detail.
  func lines(isBrief: Bool) -> [TextLine] {
    let count = shape.parameters
    let size = "\(shape.layers) layers, width \(shape.width)"
    var lines = [TextLine(text: "\(name): \(shape.architecture), \(size)", emphasis: .strong)]
    var parts = TextTable([.left, .right, .right, .right])
    parts.add(["parameters", "total", "active", "share"])
    let hundred = 100 / Double(max(1, count.total))
    func add(_ name: String, _ total: Int, _ active: Int) {
      let share = NumberText.fixed(Double(total) * hundred, decimals: 1)
      parts.add([name, "\(total)", "\(active)", "\(share) %"])
    }
    for part in ParameterCount.Part.allCases {
      if let count = count.parts[part], count.total > 0 {
        add(part.rawValue, count.total, count.active)
      }
    }
    add("all", count.total, count.active)
    add("without embeddings and head", count.totalWithoutEmbeddings, count.activeWithoutEmbeddings)
    lines += parts.lines(indent: "  ").lines()
    lines.append(TextLine(text: ""))
    lines += conventionLines(isBrief: isBrief)
    guard !isBrief else { return lines }
    lines += [
      TextLine(text: ""),
      TextLine(
        text:
          "  N: active parameters; N′: N without embeddings and head; W, H, E: number of weights in the "
          + "matrices of the layers, the head and the embedding; S = n_layer·n_ctx·d_attn; h: heads",
        emphasis: .faint),
    ]
    return lines + shape.assumptions.map { TextLine(text: "  note: \($0)", emphasis: .caution) }
  }

  private func conventionLines(isBrief: Bool) -> [TextLine] {
    let context = contextLength.map { "; context \($0) tokens" } ?? ""
    var table = TextTable([.left, .right, .left, .left, .left])
    var sources = Footnotes()
    table.add([
      "convention", "FLOP/token", "pass", isBrief ? "" : "formula", isBrief ? "" : "source",
    ])
    for convention in FLOPConvention.all {
      table.add([
        convention.name,
        flopPerToken(convention).map { NumberText.scientific($0, digits: 4) } ?? "–",
        convention.pass.rawValue, isBrief ? "" : convention.formula,
        isBrief ? "" : sources.mark(convention.source),
      ])
    }
    let reasons = FLOPConvention.all.compactMap(reason).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return
      (["  FLOP per token by published conventions\(context)"] + table.lines(indent: "  ")
      + reasons.map { "  –: \($0)" }).lines() + sources.lines(indent: "  ").lines(.faint)
  }
}
