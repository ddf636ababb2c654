import Diagnostics
import ScalingLaws

/// The group of `--group`, among tables or fits of groups.
struct GroupChoice {
  let name: String

  /// Those of `items` that are of the group.
  ///
  /// - Parameters:
  ///   - items: Tables or fits.
  ///   - label: The group of an item; `nil` if it is not of a group.
  /// - Returns: At least one item.
  /// - Throws: `Diagnostic` where none is of the group.
  func picking<Item>(_ items: [Item], label: (Item) -> String?) throws -> [Item] {
    let found = items.filter { label($0) == name }
    guard found.isEmpty else { return found }
    let labels = items.compactMap(label)
    guard !labels.isEmpty else {
      throw Diagnostic(
        origin: Origin(option: "--group"), what: "'\(name)' has no effect here",
        why: "the runs are not divided into groups",
        fix: "leave it out, or divide the runs with --group-by")
    }
    // A letter is near every other.
    let near = name.count > 1 ? nearestNames(to: name, in: labels) : []
    throw Diagnostic(
      origin: Origin(option: "--group"), what: "no group '\(name)'",
      why: "the groups are \(labels.joined(separator: ", "))",
      fix: near.isEmpty ? "name one of them" : "did you mean \(near.joined(separator: ", "))?")
  }

  /// The group of a fit, which stands after the name of its table.
  func label(of fit: FittedLaw) -> String? {
    let full = fit.dataset.name
    if full.hasSuffix("/" + name) { return name }
    let known = (fit.joint?.groups ?? []).filter { full.hasSuffix("/" + $0) }
    return known.max { $0.count < $1.count }
      ?? full.lastIndex(of: "/").map { String(full[full.index(after: $0)...]) }
  }
}
