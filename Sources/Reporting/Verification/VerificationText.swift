import Documents
import ScalingLaws
import Statistics
import Studies
import TrainingRuns

/// A verified dataset in a terminal.
struct VerificationText {
  private let verification: DatasetVerification

  init(_ verification: DatasetVerification) {
    self.verification = verification
  }

  var lines: [TextLine] {
    let dataset = verification.dataset
    return ["\(dataset.name): \(dataset.descriptor.title)"].lines(.strong) + state
      + verification.checks.flatMap { [""].lines() + fit($0) }
  }

  private var state: [TextLine] {
    let dataset = verification.dataset
    switch verification.outcome {
    case .absent:
      let command = dataset.pullCommand.map { ["  to download it: \($0)"] } ?? []
      return (["  ABSENT  \(dataset.path)"] + command).lines(.caution)
    case .otherFile(let expected, let found):
      return [
        "  FAIL  \(dataset.path) is not the file that the dataset describes",
        "    SHA-256 expected \(expected)",
        "    SHA-256 found    \(found)",
      ].lines(.bad)
    case .unusable(let reason):
      return
        (["  FAIL  the runs cannot be used"] + reason.split(separator: "\n").map { "    \($0)" })
        .lines(.bad)
    case .checked(_, let rows, let used):
      let check =
        dataset.descriptor.source?.sha256 == nil
        ? "no SHA-256 to compare with" : "SHA-256 matches"
      let count = rows.map { ", \($0) rows read, \(used ?? $0) used" } ?? ""
      return (["  \(dataset.path): \(check)\(count)"] + rules(commonExclusions, indent: "    "))
        .lines()
    }
  }

  /// What left rows out of every refit; `nil` where that differs, or nothing was fitted.
  private var commonExclusions: [String]? {
    let exclusions = verification.checks.compactMap(\.exclusions)
    guard let first = exclusions.first, exclusions.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// The rules by which rows were left out.
  private func rules(_ exclusions: [String]?, indent: String) -> [String] {
    guard let exclusions else { return [] }
    let source = "\(indent)rules of \(verification.dataset.descriptor.path):"
    return exclusions.isEmpty
      ? ["\(source) none"] : [source] + exclusions.map { "\(indent)  \($0)" }
  }

  private func fit(_ check: PublishedFitCheck) -> [TextLine] {
    let published = check.published
    let verdict = check.verdict
    let method = [published.law, published.objective].compactMap { $0 }.joined(separator: ", ")
    let mark = "  \(verdict.word)  "
    var heading = "\(published.label): \(method) (\(published.source))".wrapped(
      indent: String(repeating: " ", count: mark.count), hanging: "")
    heading[0] = mark + heading[0].dropFirst(mark.count)
    let reasons = verdict.reasons.map { "    \(verdict.word == "FAIL" ? "because " : "")\($0)" }
    let own = commonExclusions == nil ? rules(check.exclusions, indent: "    ") : []
    return heading.lines(verdict.emphasis) + reasons.lines()
      + (own + table(check.quantities) + objective(check.objective, name: published.objective))
      .lines()
  }

  private func table(_ quantities: [PublishedFitCheck.Quantity]) -> [String] {
    guard !quantities.isEmpty else { return [] }
    let lacksErrors = quantities.contains { $0.errorsApart == nil }
    var table = TextTable([.left, .right, .right, .right, .right, .left])
    table.add(["", "published", "refitted", "difference", "std. errors apart", "std. error"])
    for quantity in quantities {
      // As many as the error can bear and one more, or as many as were published.
      let own = "\(quantity.published)".split(separator: ".").dropFirst().first?.count ?? 0
      let decimals = NumberText.decimals(forError: quantity.standardError).map { max($0 + 1, own) }
      func text(_ value: Double) -> String {
        decimals.map { NumberText.fixed(value, decimals: min($0, 12)) }
          ?? NumberText.significant(value, digits: 6)
      }
      let apart = quantity.errorsApart.map { signed(NumberText.fixed($0, decimals: 2)) } ?? "–"
      table.add([
        quantity.symbol, "\(quantity.published)", text(quantity.found.value),
        signed(text(quantity.difference)), apart,
        quantity.publishedError == nil ? "bootstrap" : "published",
      ])
    }
    return table.lines(indent: "    ")
      + (lacksErrors ? ["    –: no standard error was published or could be estimated"] : [])
  }

  private func objective(_ objective: PublishedFitCheck.Objective?, name: String?) -> [String] {
    guard let objective else { return [] }
    let isOfSquares = ["squares", "log-squares"].contains(name)
    func text(_ value: Double) -> String { NumberText.scientific(value, digits: 8) }
    var line =
      "    objective\(isOfSquares ? " ½ Σ squares" : "") \(text(objective.minimum)) at the minimum"
    if let value = objective.atPublished, let excess = objective.excess {
      line += ", \(text(value)) at the published coefficients (\(percent(excess)))"
    }
    if let value = objective.publishedMinimum, let above = objective.aboveMinimum {
      line += ", published as \(text(value)) (\(percent(-above)))"
    }
    return [line]
  }

  private func percent(_ share: Double) -> String {
    abs(share) < 5e-8 ? "0 %" : signed(NumberText.significant(share * 100, digits: 2)) + " %"
  }

  private func signed(_ text: String) -> String {
    text.hasPrefix("-") || text == "–" ? text : "+" + text
  }
}
