import Platform

extension DecodingError {
  /// What is wrong with a document, in one line, such as `residuals[2]: expected a number`.
  var explanation: String {
    switch self {
    case .keyNotFound(let key, let context):
      "the key '\(Self.place(context.codingPath + [key]))' is missing"
    case .typeMismatch(let type, let context):
      "\(Self.place(context.codingPath)): expected \(Self.name(type))"
    case .valueNotFound(let type, let context):
      "\(Self.place(context.codingPath)): expected \(Self.name(type)), found null"
    case .dataCorrupted(let context):
      context.underlyingError is JSONKeys.Fault
        ? context.debugDescription
        : context.codingPath.isEmpty
          ? "the file is damaged or truncated: it is not valid JSON"
          : "\(Self.place(context.codingPath)): \(context.debugDescription)"
    @unknown default: "\(self)"
    }
  }

  /// A path as in `draws[7][2]` or `dataset.span.loss`.
  private static func place(_ path: [any CodingKey]) -> String {
    path.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }

  private static func name(_ type: Any.Type) -> String {
    switch type {
    case is Double.Type: "a number"
    case is Int.Type, is UInt64.Type: "a whole number"
    case is String.Type: "text"
    case is Bool.Type: "true or false"
    case is [Any].Type: "a list"
    default: "an object"
    }
  }
}
