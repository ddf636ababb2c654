import Statistics

extension BatchRecord: Document {
  package static let identifier = "batch"
  package static let title = "A batch of fits"
  package static let writers = "`batch run`, `batch merge`"
  package static let summary =
    "What `echelle batch run` and `echelle batch merge` write with --format json, and as "
    + "batch.json."

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .makers:
      Field(
        "The software that made the fits: one entry, unless mixing was allowed.", .countAtLeast(1))
    case .items:
      Field("The fits, in batch order; for a shard, its part of them.")
    }
  }
}

extension BatchMaker: Described {
  package static let summary = "The software that the last digits of a fit depend on."

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .blas:
      Field("The BLAS and LAPACK library, which has its own kernels for each processor.")
    case .kernel: "The vector kernel."
    case .version: "The version of Echelle."
    }
  }
}

extension BatchItem: Described {
  package static let summary = "One law fitted to one table."

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .name:
      Field(
        "Its name: the runs, plus the subset, law and objective where the batch has "
          + "several.")
    case .dataset: "The dataset, as requested."
    case .law: "The law, as requested."
    case .objective: "The objective, with its δ."
    case .subset: "The name of the subset; null for all runs."
    case .group: "The label of the group; null where the runs are not grouped."
    case .key:
      Field(
        "SHA-256 of the input bytes, the options, the version, the kernel and the "
          + "BLAS library; null where the input cannot be read.", .matching("^[0-9a-f]{64}$"))
    case .file:
      Field(
        "The file of the full fit (echelle.fit/2), in the results folder; null "
          + "where there is none.")
    case .sha256:
      Field("The SHA-256 of that file.", .matching("^[0-9a-f]{64}$"))
    case .error: "The error, its reason and its fix; null where there is a fit."
    case .fit: "A summary of the fit; null where it failed."
    }
  }
}

extension BatchFit: Described {

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .equation: "The law."
    case .rows:
      Field("The number of rows read.", .nonNegative)
    case .used:
      Field("The number of runs used.", .nonNegative)
    case .lossUnit: "The unit of the loss."
    case .objectiveValue:
      Field(
        "The minimum of the objective, with squares halved: the weighted sum "
          + "over the runs used.")
    case .converged: "Whether the fit converged."
    case .coefficients:
      Field("The coefficients in the order of the law, then the derived quantities.")
    case .remarks: Field("Caveats about the fit, most severe first.", added: [])
    }
  }
}

extension BatchFit.Coefficient: Described {
  package static let summary = "An estimate with its symbol."

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .symbol: "Its symbol in the law."
    case .estimate: "Its value and uncertainty."
    }
  }
}
