import Tables
import TrainingRuns

extension LogFormat {
  /// `metrics.csv` of PyTorch Lightning, with `hparams.yaml`.
  public static let lightning = LogFormat(rawValue: "lightning")
}

extension RunLog {
  /// The log with the settings of the `hparams.yaml` next to its `metrics.csv`.
  ///
  /// - Throws: `Diagnostic` if that file is not YAML.
  func withHyperparameters() throws -> RunLog {
    guard format == .lightning, path != "-" else { return self }
    let name = FileSystem.lastComponent(of: path)
    let folder = String(path.dropLast(name.count))
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    let candidates = ["hparams.yaml", stem.replacing("metrics", with: "hparams") + ".yaml"]
    guard
      let file = candidates.map({ folder + $0 }).first(where: { FileSystem.kind(of: $0) == .file })
    else { return self }
    let values = try YAMLValue(
      parsing: FileSystem.text(ofFile: file), file: file, example: "the hyperparameters of the run"
    ).mapping(keys: nil)
    var log = self
    log.companion = file
    for (key, value) in values.entries {
      if let text = try? value.text() { log.settings[key] = text }
    }
    return log
  }
}
