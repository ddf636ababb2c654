/// What a user can set, by what it means rather than how it is written.
///
/// A library names settings in its errors and notes; who runs it knows how they are written: the command as
/// options, a notebook as arguments. See ``Spelling``.
public enum Setting: String, Sendable, Hashable, CaseIterable {
  // How runs are read.
  /// The column that holds a role, such as the tokens D.
  case column
  /// The unit of a role.
  case unit
  /// Which rows are used.
  case filter
  /// How many rows with the highest values of a column are left out.
  case highestDropped
  /// What happens to rows with a cell that cannot be used.
  case invalidRows
  /// Whether the filters of a dataset are left out.
  case describedFiltersOff
  /// The column whose values divide the runs into groups.
  case grouping
  /// The column that is fitted in place of the loss.
  case metric

  // How logs are read.
  /// The metric of a log that is the loss.
  case loggedLoss
  /// Whether the loss is taken from a perplexity.
  case lossFromPerplexity
  /// Whether the loss is taken from bits per byte.
  case lossFromBitsPerByte
  /// Bytes in a token.
  case bytesPerToken
  /// Tokens in an epoch.
  case tokensPerEpoch
  /// Sequences in a batch.
  case batchSize
  /// Tokens in a sequence.
  case contextLength

  // The law and its fit.
  /// The law that is fitted.
  case law
  /// The laws that are compared.
  case comparedLaws
  /// The value of a variable of the law beside N, D and C.
  case variable
  /// Coefficients that groups share.
  case sharedCoefficients
  /// A start of the minimisation.
  case start
  /// A named set of starts.
  case starts
  /// How near the best run the runs of a profile have to be.
  case profileWindow
  /// The fit that the law of sparse models is taken from.
  case sparsityLaw

  // A model and its training.
  /// Parameters, N.
  case parameters
  /// Parameters that a token uses.
  case activeParameters
  /// Tokens, D.
  case tokens
  /// The file of a model's configuration.
  case configuration
  /// Layers of a model.
  case layers
  /// Width of a model.
  case width
  /// Attention heads of a model.
  case heads
  /// Entries of a model's vocabulary.
  case vocabulary
  /// Number format of training.
  case precision

  // What a plan is made for.
  /// Training compute, C.
  case compute
  /// The loss that is to be reached.
  case targetLoss
  /// Accelerators of a cluster.
  case accelerators
  /// Days for which a cluster is held.
  case days
  /// Training energy.
  case energy
  /// Emissions of training.
  case emissions
  /// Money for training.
  case money
  /// Price of an accelerator-hour.
  case pricePerHour
  /// Tokens that the trained model processes over its life.
  case inferenceTokens
  /// Energy of a token of inference over that of one of training.
  case inferenceRatio
  /// The last year of an outlook.
  case lastYear

  // Energy.
  /// Accelerator-hours of a run.
  case acceleratorHours
  /// The file of an energy measurement by CodeCarbon.
  case energyLog
  /// Model FLOP utilization.
  case utilization
  /// Power of a server per accelerator.
  case nodePower
  /// Average over rated power of a server.
  case nodePowerFraction
  /// Average over rated power of an accelerator.
  case acceleratorPowerFraction
  /// Share of the hours that moved a run forward.
  case goodput
  /// Energy of idle over busy nodes.
  case idleShare
  /// Power usage effectiveness.
  case powerUsageEffectiveness
  /// Carbon intensity of the electricity.
  case gridIntensity
  /// Emissions of making the hardware.
  case embodiedIntensity
  /// Energy of a programme over that of its final run.
  case developmentMultiplier

  // Files and machines.
  /// Whether what is there is replaced.
  case overwriting
  /// The folder that something is put into.
  case destination
  /// The most bytes of a fetched file.
  case largestDownload
  /// The folder of a batch's results.
  case results
  /// The part of a batch that is run.
  case shard
  /// The number of parts that a batch is cut into.
  case shardCount
  /// Whether results of different kernels are put together.
  case mixedKernels
  /// The vector kernel.
  case kernel
  /// Whether scripts are only written.
  case dryRun
}

extension Setting: CustomStringConvertible {
  /// The setting in the field's words, as a noun with its article.
  public var description: String {
    switch self {
    case .column: "the column"
    case .unit: "the unit"
    case .filter: "the filter of rows"
    case .highestDropped: "the number of highest rows dropped"
    case .invalidRows: "the treatment of invalid rows"
    case .describedFiltersOff: "the choice to use no filters of the dataset"
    case .grouping: "the grouping column"
    case .metric: "the fitted metric"
    case .loggedLoss: "the logged loss"
    case .lossFromPerplexity: "the conversion from perplexity"
    case .lossFromBitsPerByte: "the conversion from bits per byte"
    case .bytesPerToken: "the bytes per token"
    case .tokensPerEpoch: "the tokens per epoch"
    case .batchSize: "the batch size"
    case .contextLength: "the context length"
    case .law: "the law"
    case .comparedLaws: "a law to compare"
    case .variable: "the value"
    case .sharedCoefficients: "the shared coefficients"
    case .start: "the start"
    case .starts: "the set of starts"
    case .profileWindow: "the window around the best run"
    case .sparsityLaw: "the sparsity law"
    case .parameters: "the parameter count"
    case .activeParameters: "the active parameter count"
    case .tokens: "the token count"
    case .configuration: "the model's configuration"
    case .layers: "the number of layers"
    case .width: "the width"
    case .heads: "the number of heads"
    case .vocabulary: "the vocabulary size"
    case .precision: "the precision"
    case .compute: "the compute"
    case .targetLoss: "the target loss"
    case .accelerators: "the accelerators"
    case .days: "the days"
    case .energy: "the energy"
    case .emissions: "the emissions"
    case .money: "the money"
    case .pricePerHour: "the price per accelerator-hour"
    case .inferenceTokens: "the inference tokens"
    case .inferenceRatio: "the energy ratio of inference to training"
    case .lastYear: "the last year"
    case .acceleratorHours: "the accelerator-hours"
    case .energyLog: "the CodeCarbon log"
    case .utilization: "the model FLOP utilization"
    case .nodePower: "the node power per accelerator"
    case .nodePowerFraction: "the node power over rated power"
    case .acceleratorPowerFraction: "the accelerator power over rated power"
    case .goodput: "the goodput"
    case .idleShare: "the idle-to-busy energy ratio"
    case .powerUsageEffectiveness: "the power usage effectiveness (PUE)"
    case .gridIntensity: "the grid carbon intensity"
    case .embodiedIntensity: "the embodied emissions"
    case .developmentMultiplier: "the programme-to-final-run energy ratio"
    case .overwriting: "the permission to overwrite"
    case .destination: "the destination folder"
    case .largestDownload: "the download limit"
    case .results: "the results folder"
    case .shard: "the shard"
    case .shardCount: "the number of shards"
    case .mixedKernels: "the permission to mix kernels"
    case .kernel: "the vector kernel"
    case .dryRun: "the dry run"
    }
  }
}
