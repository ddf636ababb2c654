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
      Field("With what the fits were made: one, unless mixed ones were allowed.", .countAtLeast(1))
    case .items:
      Field("What was to be done, in the order of the batch; of a shard, its part of it.")
    }
  }
}

extension BatchMaker: Described {
  package static let summary = "What the last digits of a fit depend on."

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .blas:
      Field("The BLAS and LAPACK library, which has kernels of its own for each processor.")
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
        "Its name: of the runs, and of the subset, law and objective where the batch has "
          + "several.")
    case .dataset: "The dataset, as it was asked for."
    case .law: "The law, as it was asked for."
    case .objective: "The objective, with its δ."
    case .subset: "The name of the subset; null for all runs."
    case .group: "The label of the group; null where the runs are not grouped."
    case .key:
      Field(
        "A SHA-256 of the input's bytes, the options, the version, the kernel and the "
          + "BLAS library; null where the input cannot be read.", .matching("^[0-9a-f]{64}$"))
    case .file:
      Field(
        "The file of the whole fit (echelle.fit/2), in the folder of the results; null "
          + "where there is none.")
    case .sha256:
      Field("The SHA-256 of that file.", .matching("^[0-9a-f]{64}$"))
    case .error: "What is wrong, why, and how to mend it; null where there is a fit."
    case .fit: "The fit in short; null where it failed."
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
        "The minimum of the objective, in which squares count half: the weighted sum "
          + "over the runs used.")
    case .converged: "Whether the minimum was reached."
    case .coefficients:
      Field("The coefficients in the order of the law, then what is derived from them.")
    case .remarks: Field("What limits the fit, the gravest first.", added: [])
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
