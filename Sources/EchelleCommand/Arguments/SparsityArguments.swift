import ArgumentParser
import Diagnostics
import Planning
import Reporting
import ScalingLaws

/// The sparsities to compare, and the law behind them.
struct SparsityArguments: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Fractions of the parameters to remove, as in 0.5,0.75.", valueName: "shares"),
    transform: QuantityList.init)
  var sparsity: QuantityList?

  @Option(
    name: .customLong("sparsity-law"),
    help: ArgumentHelp(
      "Law of sparse models: sparsity-t5, sparsity-vit, sparse-experts, another law of N and sparsity, "
        + "or a saved fit with its draws. (default: sparsity-t5)", valueName: "name|file"))
  var sparsityLaw: String?

  /// The laws whose sparsity is that of experts.
  private static let routedLaws: Set<String> = ["sparse-experts"]

  func validate() throws {
    if let sparsity, let outside = sparsity.values.first(where: { $0 >= 1 }) {
      throw ValidationError("--sparsity needs fractions between 0 and 1, found \(outside)")
    }
    try OptionConflict.require(
      "--sparsity, as in --sparsity 0.5", sparsity != nil, for: ["--sparsity-law"])
  }

  /// How sparsity acts on the loss.
  func sensitivity() throws -> SparsitySensitivity {
    let name = sparsityLaw ?? "sparsity-t5"
    if let fit = try DocumentFile(path: name)?.fits()?.first {
      return try sensitivity(
        fit.law, values: fit.values, draws: fit.draws,
        holding: (try? Machine.laws.law(fit.law.name))?.reference ?? [:], named: name)
    }
    let entry = try Machine.laws.law(name)
    let published = entry.published.first { entry.missing(in: $0.values).isEmpty }
    guard let values = published?.values else {
      throw Diagnostic(
        origin: Origin(file: name), what: "the law has no published coefficients",
        why: "a comparison needs a value for each of them",
        fix: "fit the law, and pass the file that 'echelle fit -o fit.json' writes")
    }
    return try sensitivity(
      entry.law, values: entry.law.coefficients.map { values[$0] ?? .nan },
      holding: entry.reference, named: name)
  }

  private func sensitivity(
    _ law: ScalingLaw, values: [Double], draws: [[Double]] = [],
    holding held: [ScalingLaw.Variable: Double], named name: String
  ) throws -> SparsitySensitivity {
    let sensitivity = SparsitySensitivity(
      law: law, values: values, draws: draws,
      zeros: Self.routedLaws.contains(law.name) ? .experts : .weights, holding: held)
    guard let sensitivity else {
      throw Diagnostic(
        origin: Origin(file: name), what: "the law is not a function of N and sparsity",
        why: "its variables are \(law.variables.map(\.symbol).joined(separator: ", "))",
        fix:
          "pass --sparsity-law sparsity-t5, or another law of sparse models from 'echelle laws list'"
      )
    }
    return sensitivity
  }
}
