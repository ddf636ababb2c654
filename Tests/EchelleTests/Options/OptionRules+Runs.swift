/// The options of logs, models' shapes and batches.
extension OptionRule {
  static let runs: [String: OptionRule] = [
    "collect --loss": .named(
      "loss", nonsense: ["nonsense"],
      idle: ["collect log.csv --params 1e8 --loss loss --loss missing"]),
    "--final": .choice(
      "minimum", idle: ["collect log.csv --params 1e8 --curves --final minimum"]),
    "collect --smoothing": OptionRule(
      nonsense: ["nonsense", "0", "-1", "2", "nan"], value: "0.2", beside: "--final smoothed",
      idle: [
        "collect log.csv --params 1e8 --smoothing .2",
        "collect log.csv --params 1e8 --final minimum --smoothing .2",
      ]),
    "--from-perplexity": .flag(
      idle: [
        "collect log.csv --from-perplexity --from-bits-per-byte --bytes-per-token 4"
      ]),
    "--from-bits-per-byte": .flag(
      idle: [
        "collect log.csv --from-bits-per-byte"
      ]),
    "--bytes-per-token": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan", "inf"], idle: ["collect log.csv --bytes-per-token 4"]
    ),
    "collect --batch": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan", "1,2"],
      idle: ["collect log.csv --params 1e8 --batch 8 --context 8"]),
    "collect --context": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan", "1,2"],
      idle: ["collect log.csv --params 1e8 --context 8"]),
    "--tokens-per-epoch": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan", "1,2"],
      idle: ["collect log.csv --params 1e8 --tokens-per-epoch 1e9"]),
    "--config": .named(
      "config.json", nonsense: ["missing.json", "runs.csv"],
      idle: [
        "collect log.csv --params 1e8 --config config.json",
        "collect log.csv --config missing=config.json",
      ]),
    "--count": .choice(
      "active", beside: "--config config.json",
      idle: ["collect log.csv --params 1e8 --count active"]),
    "--curves": .flag(always: "every checkpoint is written"),
    "--only-annealed": .flag(always: "checkpoints are left out"),
    "collect --columns": .named(
      "tokens=tokens",
      nonsense: ["nonsense", "=tokens", "nonsense=tokens", "run=step", "tokens=missing"],
      idle: ["collect log.csv --params 1e8 --columns loss=loss --loss loss"]),

    "count --context": OptionRule(
      nonsense: ["nonsense", "0", "-1", "1.5", "nan"], value: "4096",
      always: "attention is counted for it"),
    "count --layers": shape("12"), "count --width": shape("768"), "count --heads": shape("12"),
    "count --vocabulary": shape("50257"), "--kv-heads": shape("4", in: true),
    "--head-size": shape("32", in: true),
    "--feed-forward": OptionRule(
      nonsense: ["nonsense", "-1", "1.5", "nan"], value: "2048",
      idle: ["count config.json --feed-forward 3"]),
    "--experts": shape("8", in: true, beside: "--active-experts 2"),
    "--active-experts": shape("2", in: true, beside: "--experts 8"),
    "--architecture": .named(
      "gpt2", nonsense: ["nonsense"],
      idle: ["count config.json --architecture llama"]),
    "--gated": .flag(idle: ["count config.json --gated"]),
    "--tied": .flag(idle: ["count config.json --tied"]),

    "--results": .text("results{}", always: "the results are there"),
    "batch merge --results": .named(
      "merged", nonsense: ["missing"], always: "the results are there"),
    "batch run --law": .named(
      "chinchilla", nonsense: ["nonsense", "E+("],
      idle: [
        "batch run runs.csv --results a --law chinchilla --law chinchilla",
        "batch run batch.yml --results a --law chinchilla",
      ]),
    "batch slurm --law": .named(
      "chinchilla", nonsense: ["nonsense", "E+("],
      idle: ["batch slurm batch.yml --results a --shards 2 --dry-run --law chinchilla"]),
    "batch run --objective": .choice(
      "lad",
      idle: [
        "batch run runs.csv --results a --objective huber --objective huber:1e-3",
        "batch run batch.yml --results a --objective lad",
      ]),
    "batch slurm --objective": .choice(
      "lad", idle: ["batch slurm batch.yml --results a --shards 2 --dry-run --objective lad"]),
    "--shard": OptionRule(
      nonsense: ["nonsense", "0/2", "3/2", "1/0", "-1/2", "1"], value: "1/1",
      always: "it is the part that is done"),
    "--keep-going": .flag(
      idle: [
        "batch run runs.csv --results a --keep-going --no-keep-going",
        "batch run runs.csv --results a --keep-going --fail-fast",
      ]),
    "--no-keep-going": .flag(
      idle: ["batch run runs.csv --results a --keep-going --no-keep-going"]),
    "--fail-fast": .flag(idle: ["batch run runs.csv --results a --keep-going --fail-fast"]),
    "batch merge --shards": OptionRule(
      nonsense: ["nonsense", "0", "-1", "7"], value: "1", status: [64, 65],
      always: "so many have to be there"),
    "batch slurm --shards": OptionRule(
      nonsense: ["nonsense", "0", "-1", "1.5", "9223372036854775807"], value: "3",
      always: "it is how many there are"),
    "--allow-mixed-kernels": .flag(always: "it says what is done where kernels differ"),
    "--partition": .text("cpu", always: "sbatch gets it"),
    "--account": .text("lab", always: "sbatch gets it"),
    "--time": .text(
      "1:00:00", nonsense: ["nonsense", "1:", "-1", "1:2:3:4"], always: "sbatch gets it"),
    "--mem": .text("4G", nonsense: ["nonsense", "G", "-4G", "4X"], always: "sbatch gets it"),
    "--cpus": OptionRule(
      nonsense: ["nonsense", "0", "-1", "1.5"], value: "2", always: "sbatch gets it"),
    "--concurrent": OptionRule(
      nonsense: ["nonsense", "0", "-1", "1.5"], value: "2",
      always: "it is a limit, which holds however many parts there are"),
    "--sbatch": .text("--qos=low", always: "sbatch gets it"),
    "--dry-run": .flag(always: "nothing is submitted"),
    "reproduce --bootstrap": OptionRule(
      nonsense: ["nonsense", "0", "1", "-1", "1000000000000"], value: "2",
      always: "standard errors that were not published are found by it"),
  ]

  /// A number of a model's shape.
  private static func shape(
    _ value: String, in isWhole: Bool = false, beside: String = ""
  ) -> OptionRule {
    OptionRule(
      nonsense: ["nonsense", "0", "-1", "1.5", "nan"], value: value,
      beside: beside,
      idle: isWhole
        ? ["count config.json --kv-heads 4 --head-size 32 --experts 2 --active-experts 1"] : [],
      always: isWhole ? nil : "a shape needs it")
  }
}
