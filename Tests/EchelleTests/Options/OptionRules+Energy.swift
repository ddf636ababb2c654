/// The options of energy, and of training runs.
extension OptionRule {
  static let energy: [String: OptionRule] = [
    "--hardware": .named(
      "a100-sxm-80", nonsense: ["nonsense"],
      idle: [
        "plan fit.json --chips 8xh100-sxm --days 30 --hardware h100-sxm",
        "export outlook.json --to notebook --format ipynb --hardware h100-sxm",
      ], always: "energy is estimated for it"),
    "--precision": .choice(
      "fp8", idle: ["quantize fit.json --params 7B --tokens 1T --precision fp8"],
      always: "the rate of the arithmetic is that of it"),
    "quantize --precision": OptionRule(
      nonsense: ["nonsense"],
      idle: ["quantize fit.json --params 7B --tokens 1T --precision fp8"]),
    "--grid": .named(
      "fra", nonsense: ["nonsense"],
      idle: [
        "quantize fit.json --params 7B --tokens 1T --grid fra",
        "policies fit.json --compute 1e22 --grid fra",
        "plan fit.json --compute 1e22 --grid fra --grid-intensity 5",
      ], always: "emissions are estimated by it"),
    "quantize --grid": OptionRule(
      nonsense: ["nonsense"], idle: ["quantize fit.json --params 7B --tokens 1T --grid fra"]),
    "policies --grid": OptionRule(
      nonsense: ["nonsense"], idle: ["policies fit.json --compute 1e22 --grid fra"]),
    "--operator": .named(
      "google", nonsense: ["nonsense"],
      idle: ["plan fit.json --compute 1e22 --operator google --pue 1.2"],
      always: "the PUE is that of it"),
    "--utilization": .quantity("0.4", always: "hours follow from it"),
    "--node-power": .quantity(
      "900", idle: ["energy train --params 7B --tokens 1T --node-power 900 --watts 500"],
      always: "energy follows from it"),
    "--node-power-fraction": OptionRule(
      nonsense: ["nonsense", "-1", "nan", "2"], value: "0.7",
      idle: ["plan fit.json --compute 1e22 --node-power 900 --node-power-fraction .5"],
      always: "energy follows from it"),
    "--pue": OptionRule(
      nonsense: ["nonsense", "0.9", "-1", "nan", "inf"], value: "1.2",
      always: "energy follows from it"),
    "--grid-intensity": OptionRule(
      nonsense: ["nonsense", "-1", "nan", "inf"], value: "50",
      idle: [
        "quantize fit.json --params 7B --tokens 1T --grid-intensity 50",
        "policies fit.json --compute 1e22 --grid-intensity 50",
      ], always: "emissions follow from it"),
    "quantize --grid-intensity": OptionRule(
      nonsense: ["nonsense"],
      idle: ["quantize fit.json --params 7B --tokens 1T --grid-intensity 50"]),
    "policies --grid-intensity": OptionRule(
      nonsense: ["nonsense"], idle: ["policies fit.json --compute 1e22 --grid-intensity 50"]),

    "energy train --context": size, "energy train --layers": size, "energy train --width": size,
    "energy disclose --context": size, "energy disclose --layers": size,
    "energy disclose --width": size,
    "--active-params": .quantity("1B", always: "compute, or serving, follows from it"),
    "--recomputation": .flag(always: "compute follows from it"),
    "--overhead": OptionRule(
      nonsense: ["nonsense", "-1", "nan", "inf"], value: "0.1", always: "compute follows from it"),
    "--gpu-hours": .quantity(
      "1e5", idle: ["energy train --fit fit.json --loss 2.2 --gpu-hours 1e5"],
      always: "it is taken for the estimate"),
    "--chips": OptionRule(
      nonsense: ["nonsense", "0", "-1", "1.5", "8x", "8xnonsense"], value: "512",
      idle: [
        "energy disclose --form sci-ai --params 7B --tokens 1T --chips 5",
        "energy train --params 7B --tokens 1T --chips 8xh100-sxm --hardware h100-sxm",
      ], always: "the time of the run follows from it"),
    "--watts": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan", "inf"], value: "600",
      always: "energy follows from it"),
    "--watts-scope": .choice(
      "accelerator", beside: "--watts 600",
      idle: ["energy train --params 7B --tokens 1T --watts-scope node"],
      always: "it says what --watts counts"),
    "--codecarbon": .named(
      "codecarbon.csv", nonsense: ["missing.csv", "runs.csv"],
      idle: ["energy train --fit fit.json --loss 2.2 --codecarbon codecarbon.csv"],
      always: "it is taken for the estimate"),
    "--goodput": OptionRule(
      nonsense: ["nonsense", "0", "-1", "2", "nan"], value: "0.9", always: "hours follow from it"),
    "--idle": OptionRule(
      nonsense: ["nonsense", "-1", "nan", "inf"], value: "0.1", always: "energy follows from it"),
    "--embodied": OptionRule(
      nonsense: ["nonsense", "-1", "nan", "inf"], value: "10", always: "emissions follow from it"),
    "--market-intensity": OptionRule(
      nonsense: ["nonsense", "-1", "nan", "inf"], value: "50", always: "emissions follow from it"),
    "--programme": .flag(always: "the programme is estimated too"),
    "--fit": OptionRule(
      nonsense: ["missing.json", "fits.json"], beside: "--loss 2.2", status: [64, 65],
      idle: ["energy train --fit fit.json"]),
    "energy train --loss": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan"], beside: "--fit fit.json",
      idle: ["energy train --loss 2.2"]),

    "energy serve --chips": OptionRule(
      nonsense: ["nonsense", "0", "-1", "1.5", "nan", "inf"], value: "4",
      idle: ["energy serve --params 7B --chips 4xh100-sxm --hardware h100-sxm"],
      always: "they serve the model"),
    "--batch": .quantity("32", always: "serving follows from it"),
    "--input-tokens": OptionRule(
      nonsense: ["nonsense", "-1", "nan", "inf"], value: "500", always: "a query has them"),
    "--output-tokens": .quantity("200", always: "a query has them"),
    "--throughput": .quantity("9000", always: "it is taken for the estimate"),
    "--queries-per-day": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan", "1M,2M"], value: "1M", always: "they make a year"),
    "--years": .quantity(
      "2", beside: "--queries-per-day 1M --training-energy 600MWh",
      idle: ["energy serve --params 7B --years 2"]),
    "--training-energy": OptionRule(
      nonsense: ["nonsense", "5", "-5MWh", "1MWh,2MWh"], value: "600MWh",
      beside: "--queries-per-day 1M",
      idle: ["energy serve --params 7B --training-energy 600MWh"]),
    "--form": .choice("model-card", always: "it is the form that is filled in"),
    "--model-name": .text("Tower", always: "the form has a field for it"),
    "--runs": OptionRule(
      nonsense: ["missing.csv", "runs.csv"], status: [64, 65], always: "the runs are scored too"),
  ]

  /// A size that attention is counted by.
  private static let size = OptionRule(
    nonsense: ["nonsense", "0", "-1", "nan", "inf"], value: "12",
    beside: "--layers 12 --width 768 --context 1024",
    idle: ["energy train --params 7B --tokens 1T --layers 12"],
    always: "attention is counted by it")
}
