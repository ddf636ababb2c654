extension MultiverseDocument {
  /// CSV in tidy form: one row per universe.
  package func csv() -> String {
    var csv = CSVText(header: [
      "dataset", "law", "flop", "universe", "objective", "outliers", "parameters", "runs",
      "same_as", "reference", "converged", "a", "optimal_parameters", "optimal_tokens",
      "tokens_per_parameter", "loss", "failure", "remarks",
    ])
    for multiverse in multiverses {
      let remarks = multiverse.remarks.codeList
      for universe in multiverse.universes {
        csv.add(
          [
            multiverse.dataset, multiverse.law, CSVText.number(multiverse.compute),
            "\(universe.number)", universe.objective, universe.outliers,
            universe.parameters.value, "\(universe.runs)",
            universe.sameAs.value.map(String.init), "\(universe.isReference)",
            universe.converged.value.map { "\($0)" },
          ]
            + [
              universe.a, universe.parameterCount, universe.tokenCount,
              universe.tokensPerParameter, universe.loss,
            ].map { CSVText.number($0.value) }
            + [universe.failure.value, universe.isReference ? remarks : nil])
      }
    }
    return csv.text
  }
}
