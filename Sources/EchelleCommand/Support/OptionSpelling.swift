import Diagnostics
import Escaping

extension Spelling {
  /// Settings as options of this command: `--unit tokens=billions`.
  static let options = Spelling(separator: " ") { mention in
    let key = mention.subject.map { "\($0)=" } ?? ""
    let value =
      switch mention.value {
      case nil: mention.subject
      case .plain(let text): key + text
      case .name(let text): ShellText.word(key + text)
      case .quoted(let text): "'\(key)\(text)'"
      }
    return mention.setting.option + (value.map { " \($0)" } ?? "")
  }
}

extension Origin {
  /// The value given for an option.
  init(option name: String) {
    self.init(option: Phrase(name))
  }
}

extension Setting {
  /// The option by which the command sets it, such as `--columns`.
  var option: String {
    switch self {
    case .column: "--columns"
    case .unit: "--unit"
    case .filter: "--where"
    case .weights: "--weights"
    case .bestOver: "--best-over"
    case .pareto: "--pareto"
    case .highestDropped: "--drop-highest"
    case .invalidRows: "--invalid-rows"
    case .describedFiltersOff: "--no-filters"
    case .grouping: "--group-by"
    case .metric: "--metric"
    case .loggedLoss: "--loss"
    case .lossFromPerplexity: "--from-perplexity"
    case .lossFromBitsPerByte: "--from-bits-per-byte"
    case .bytesPerToken: "--bytes-per-token"
    case .tokensPerEpoch: "--tokens-per-epoch"
    case .batchSize: "--batch"
    case .contextLength: "--context"
    case .law: "--law"
    case .comparedLaws: "--laws"
    case .variable: "--at"
    case .sharedCoefficients: "--share"
    case .start: "--start"
    case .starts: "--starts"
    case .replicates: "--bootstrap"
    case .resampling: "--resample"
    case .interval: "--interval"
    case .quantiles: "--quantiles"
    case .profileWindow: "--within"
    case .sparsityLaw: "--sparsity-law"
    case .parameters: "--params"
    case .activeParameters: "--active-params"
    case .tokens: "--tokens"
    case .configuration: "--config"
    case .layers: "--layers"
    case .width: "--width"
    case .heads: "--heads"
    case .vocabulary: "--vocabulary"
    case .precision: "--precision"
    case .compute: "--compute"
    case .targetLoss: "--loss"
    case .accelerators: "--chips"
    case .days: "--days"
    case .energy: "--energy"
    case .emissions: "--emissions"
    case .money: "--money"
    case .pricePerHour: "--price-per-hour"
    case .inferenceTokens: "--inference-tokens"
    case .inferenceRatio: "--kappa"
    case .lastYear: "--to"
    case .acceleratorHours: "--gpu-hours"
    case .energyLog: "--codecarbon"
    case .utilization: "--utilization"
    case .nodePower: "--node-power"
    case .nodePowerFraction: "--node-power-fraction"
    case .goodput: "--goodput"
    case .idleShare: "--idle"
    case .powerUsageEffectiveness: "--pue"
    case .gridIntensity: "--grid-intensity"
    case .embodiedIntensity: "--embodied"
    case .overwriting: "--force"
    case .destination: "--to"
    case .largestDownload: "--max-bytes"
    case .results: "--results"
    case .shard: "--shard"
    case .shardCount: "--shards"
    case .mixedKernels: "--allow-mixed-kernels"
    case .kernel: "--kernel"
    case .dryRun: "--dry-run"
    }
  }
}
