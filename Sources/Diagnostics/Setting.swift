/// A setting of the user's, identified by meaning rather than spelling.
///
/// A library names settings in its errors and notes; the caller knows how they are spelled: a command as
/// options, a notebook as arguments. See ``Spelling``.
public enum Setting: String, Sendable, Hashable, CaseIterable {
  // How runs are read.
  /// The column of a role, such as the tokens D.
  case column
  /// The unit of a role.
  case unit
  /// Which rows are used.
  case filter
  /// The weights of runs, by a column or a formula.
  case weights
  /// The columns over which only the best run is kept.
  case bestOver
  /// Whether only runs that no cheaper run beats are kept.
  case pareto
  /// The number of rows with the highest values of a column to drop.
  case highestDropped
  /// The treatment of rows with an unusable cell.
  case invalidRows
  /// Whether the filters of a dataset are ignored.
  case describedFiltersOff
  /// The column whose values divide the runs into groups.
  case grouping
  /// The column fitted instead of the loss.
  case metric

  // How logs are read.
  /// The name of the loss in a log.
  case loggedLoss
  /// Whether the loss is converted from a perplexity.
  case lossFromPerplexity
  /// Whether the loss is converted from bits per byte.
  case lossFromBitsPerByte
  /// Bytes per token.
  case bytesPerToken
  /// Tokens per epoch.
  case tokensPerEpoch
  /// Sequences per batch.
  case batchSize
  /// Tokens per sequence.
  case contextLength

  // The law and its fit.
  /// The law that is fitted.
  case law
  /// The laws that are compared.
  case comparedLaws
  /// The value of a variable of the law other than N, D and C.
  case variable
  /// Coefficients shared between groups.
  case sharedCoefficients
  /// A starting point of the minimisation.
  case start
  /// A named set of starts.
  case starts
  /// The number of bootstrap replicates.
  case replicates
  /// What a bootstrap draws: rows, runs, or the rows with the same value in a column.
  case resampling
  /// The method of intervals.
  case interval
  /// The quantiles to predict.
  case quantiles
  /// The window around the best run of a profile.
  case profileWindow
  /// The sparsity law.
  case sparsityLaw

  // A model and its training.
  /// Parameters, N.
  case parameters
  /// Parameters used per token.
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

  // The target of a plan.
  /// Training compute, C.
  case compute
  /// The target loss.
  case targetLoss
  /// Accelerators of a cluster.
  case accelerators
  /// Days for which a cluster is available.
  case days
  /// Training energy.
  case energy
  /// Emissions of training.
  case emissions
  /// Money for training.
  case money
  /// Price of an accelerator-hour.
  case pricePerHour
  /// Tokens that the trained model processes over its lifetime.
  case inferenceTokens
  /// Energy per inference FLOP over energy per training FLOP.
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
  /// Average power of a server over its rated power.
  case nodePowerFraction
  /// Share of the hours that advanced a run.
  case goodput
  /// Idle-to-busy energy ratio.
  case idleShare
  /// Power usage effectiveness.
  case powerUsageEffectiveness
  /// Carbon intensity of the electricity.
  case gridIntensity
  /// Emissions of manufacturing the hardware.
  case embodiedIntensity

  // Files and machines.
  /// Whether existing files are replaced.
  case overwriting
  /// The destination folder.
  case destination
  /// The maximum size of a download.
  case largestDownload
  /// The folder of a batch's results.
  case results
  /// The part of a batch to run.
  case shard
  /// The number of parts of a batch.
  case shardCount
  /// Whether results of different kernels are merged.
  case mixedKernels
  /// The vector kernel.
  case kernel
  /// Whether scripts are only written, not submitted.
  case dryRun
}

extension Setting: CustomStringConvertible {
  /// The setting in words, as a noun with its article.
  public var description: String {
    switch self {
    case .column: "the column"
    case .unit: "the unit"
    case .filter: "the filter of rows"
    case .weights: "the weights of the runs"
    case .bestOver: "the columns whose best run is kept"
    case .pareto: "the choice of runs that no cheaper run beats"
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
    case .replicates: "the number of replicates"
    case .resampling: "the unit of resampling"
    case .interval: "the method of intervals"
    case .quantiles: "the quantiles"
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
    case .goodput: "the goodput"
    case .idleShare: "the idle-to-busy energy ratio"
    case .powerUsageEffectiveness: "the power usage effectiveness (PUE)"
    case .gridIntensity: "the grid carbon intensity"
    case .embodiedIntensity: "the embodied emissions"
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
