import Escaping

/// A place in a document, as Python takes it from `report`, the document.
///
///     DocumentPlace<RolloutDocument>().object(.rollouts, 0, of: RolloutDocument.Rollout.self)
///       .value(.dataset)  // report["rollouts"][0]["dataset"]
package struct DocumentPlace<Object: Described>: Sendable {
  private let python: String

  /// An object under a key.
  package func object<Part: Described>(
    _ key: Object.CodingKeys, of type: Part.Type
  ) -> DocumentPlace<Part> {
    DocumentPlace<Part>(python: value(key))
  }

  /// An object under a name, in the object under a key.
  package func object<Part: Described>(
    _ key: Object.CodingKeys, _ name: String, of type: Part.Type
  ) -> DocumentPlace<Part> {
    DocumentPlace<Part>(python: "\(value(key))[\(PythonText.quoted(name))]")
  }

  /// An object of the list under a key.
  package func object<Part: Described>(
    _ key: Object.CodingKeys, _ index: Int, of type: Part.Type
  ) -> DocumentPlace<Part> {
    DocumentPlace<Part>(python: "\(value(key))[\(index)]")
  }

  /// The value of a key.
  package func value(_ key: Object.CodingKeys) -> String { value(named: key.rawValue) }

  /// The value of a key that is none of the type's own.
  package func value(named name: String) -> String { "\(python)[\(PythonText.quoted(name))]" }
}

extension DocumentPlace where Object: Document {
  /// The document as a whole.
  package init() {
    self.init(python: "report")
  }
}
