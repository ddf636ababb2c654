import ArgumentParser

/// Fits of groups: jointly, or only one of them.
struct SharingArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Fit the groups of --group-by jointly, with these coefficients shared.",
      discussion: "Every other coefficient has a value per group. An empty list shares none.",
      valueName: "name,…"))
  var share: String?

  @Option(
    help: ArgumentHelp(
      "Only this group, of --group-by or of a saved fit.", valueName: "name"))
  var group: String?

  /// The shared coefficients; `nil` for separate fits.
  var shared: [String]? {
    share?.split(separator: ",").map(String.init)
  }

  func validate() throws { try Self.check(share) }

  /// Refuses a coefficient that is named twice.
  static func check(_ share: String?) throws {
    let names = share?.split(separator: ",") ?? []
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw ValidationError("--share names \(name) twice; leave one of them out")
    }
  }
}
