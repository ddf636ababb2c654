extension FittedLaw {
  /// The schema version that is written.
  public static let schema = "echelle.fit/2"

  /// The readable versions.
  ///
  /// - `echelle.fit/1` lacks `law.startRanges`, `law.response` and `dataset.metric`; its first files list
  ///   each excluded row as a `row`, later ones ranges from `first` to `last`.
  /// - `echelle.fit/2` has all of them.
  public static let readableSchemas = ["echelle.fit/1", schema]

  /// Whether `name` is a newer fit schema than any readable one, such as `echelle.fit/3`.
  public static func isNewer(schema name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "echelle.fit", let version = Int(parts[1]) else {
      return false
    }
    return version > readableSchemas.count
  }

  /// The error for a file of another version.
  static func complaint(about name: String) -> String {
    isNewer(schema: name)
      ? "'\(name)' was written by a newer version of Echelle; this one reads up to '\(schema)'"
      : "expected '\(readableSchemas.joined(separator: "' or '"))', found '\(name)'"
  }
}
