package import Diagnostics

extension ErrorDocument {
  /// The document of `diagnostic`, with settings as the task spells them.
  package init(_ diagnostic: Diagnostic, exitStatus: Int32) {
    let lines = (diagnostic.others + [diagnostic.what]).map { $0.text() }
    self.init(
      category: Category(diagnostic.category), exitStatus: Int(exitStatus),
      message: lines.joined(separator: "\n"), why: Nullable(diagnostic.why?.text()),
      fix: Nullable(diagnostic.fix?.text()), origin: Nullable(diagnostic.origin.map(Origin.init)),
      excerpt: Nullable(
        diagnostic.excerpt.map { Excerpt(text: $0.text, offset: $0.offset) }))
  }
}

extension ErrorDocument.Category {
  fileprivate init(_ category: Diagnostic.Category) {
    switch category {
    case .usage: self = .usage
    case .data: self = .data
    case .system: self = .system
    case .interruption: self = .interruption
    }
  }
}

extension ErrorDocument.Origin {
  fileprivate init(_ origin: Diagnostics.Origin) {
    var file: String?
    var option: String?
    var document: String?
    switch origin.source {
    case .file(let name): file = name
    case .option(let name): option = name.text()
    case .document(let name): document = name
    }
    self.init(
      file: Nullable(file), line: Nullable(file == nil ? nil : origin.line),
      column: Nullable(file == nil ? nil : origin.column), option: Nullable(option),
      document: Nullable(document))
  }
}
