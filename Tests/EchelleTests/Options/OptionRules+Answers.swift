/// The options of output, of models and targets, and of commands that are about runs and laws.
extension OptionRule {
  static let answers: [String: OptionRule] = [
    "--format": .choice("csv", always: "it is the form of the result"),
    "export --to": .choice(
      "markdown",
      idle: ["export outlook.json --to latex", "export fit.json --to latex --format ipynb"],
      always: "it is what is written"),
    "export --format": .choice("ipynb", always: "it is the form of the result"),
    "--output": .named(
      "result{}.txt", nonsense: ["missing/folder/file", "."], always: "the result goes there"),
    "--force": .flag(
      beside: "-o forced.txt",
      idle: ["fit runs.csv --force", "laws list --force", "report fit.json --format csv --force"],
      always: "a file of -o is replaced by it"),
    "--quiet": .flag(always: "remarks and progress are left out, where there are any"),

    "--no-discrepancy": .flag(always: "the ensemble of laws is left out"),
    "--only": .flag(idle: ["calibration --only"], always: "the described sweeps are left out"),
    "--truth": .named(
      "E+A/N^alpha+B/D^beta", nonsense: ["nonsense", "E+("], onReading: true,
      always: "it is the law that is simulated"),
    "--noise": .choice("t3", always: "it is the noise of simulated runs"),
    "--sigma": .quantity("0.01", always: "it is the noise of simulated runs"),
    "--sets": OptionRule(
      nonsense: ["nonsense", "0", "-1", "1.5"], value: "2", always: "it is the number of sets"),
    "--params": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan", "inf", "7B,", "7Q"], value: "7B",
      idle: [
        "predict fitc.json --at C=1e22 --params 7B",
        "predict fit.json --tokens 1T --params 7B --at N=7B",
        "laws evaluate chinchilla --params 7B --tokens 1T --at N=3",
        "quantize fit.json --params 7B,8B --tokens 1T", "collect log.csv --params missing=1e8",
        "collect log.csv --params 1e8 --params 2e8", "energy serve --params 7B,8B",
      ], always: "it is the size of the model"),
    "--tokens": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan", "inf", "1T,"], value: "1T",
      idle: [
        "predict fitc.json --at C=1e22 --tokens 1T",
        "quantize fit.json --params 7B --tokens 1T,2T",
        "energy train --fit fit.json --loss 2.2 --tokens 1T",
      ], always: "it is the data of the model"),
    "--at": OptionRule(
      nonsense: ["nonsense", "=1", "C=", "C=nan", "C=inf", "C=nonsense"], value: nil,
      idle: [
        "predict fit.json --params 7B --tokens 1T --at U=3",
        "predict fit.json --params 7B --tokens 1T --at C=1e22",
        "predict fitc.json --at C=1e22 --at C=1e23",
        "plan fit.json --compute 1e22 --at U=3", "plan fit.json --compute 1e22 --at N=3",
        "plan fit.json --compute 1e22 --at C=3",
        "laws evaluate chinchilla --params 7B --tokens 1T --at U=3",
        "energy train --fit fit.json --loss 2.2 --at U=3",
        "energy train --params 7B --tokens 1T --at U=3",
      ]),
    "--compute": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan", "inf"], value: "1e22",
      idle: [
        "sensitivity runs.csv --compute 1e22,1e23",
        "export outlook.json --to notebook --format ipynb --compute 1e22",
        "energy train --params 7B --tokens 1T --compute 1e22",
      ], always: "it is the budget"),
    "energy train --compute": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan"],
      idle: ["energy train --params 7B --tokens 1T --compute 1e22"]),
    "energy disclose --compute": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan"],
      idle: ["energy disclose --form sci-ai --params 7B --tokens 1T --compute 1e22"]),
    "--loss": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan", "inf"], value: "2.2",
      idle: ["energy train --loss 2.2"],
      always: "it is a target"),
    "plan --chips": OptionRule(
      nonsense: ["nonsense", "0xh100-sxm", "-1xh100-sxm", "8x", "1.5", "8xnonsense"],
      value: "8xh100-sxm", beside: "--days 30",
      idle: ["plan fit.json --compute 1e22 --chips 8xh100-sxm"]),
    "--days": .quantity(
      "30", beside: "--chips 8xh100-sxm", idle: ["plan fit.json --compute 1e22 --days 30"]),
    "--energy": OptionRule(
      nonsense: ["nonsense", "5", "0MWh", "-5MWh", "nanMWh"], value: "5GWh",
      always: "it is a target"),
    "--emissions": OptionRule(
      nonsense: ["nonsense", "5", "0t", "-5t", "nant"], value: "500t", always: "it is a target"),
    "--money": .quantity(
      "2M", beside: "--price-per-hour 2", idle: ["plan fit.json --money 2M"]),
    "--price-per-hour": OptionRule(
      nonsense: ["nonsense", "0", "-2", "nan", "inf"], value: "2", beside: "--money 2M",
      idle: ["plan fit.json --compute 1e22 --price-per-hour 2"]),
    "--price-per-kwh": OptionRule(
      nonsense: ["nonsense", "0", "-2", "nan", "inf"], value: "0.1", beside: "--money 2M",
      idle: ["plan fit.json --compute 1e22 --price-per-kwh 2"]),
    "--inference-tokens": OptionRule(
      nonsense: ["nonsense", "0", "-1", "nan", "inf", "1T,2T"], value: "2T",
      always: "the plan is for serving them too"),
    "--kappa": OptionRule(
      nonsense: ["nonsense", "-1", "nan", "inf"], value: "1", beside: "--inference-tokens 2T",
      idle: ["plan fit.json --compute 1e22 --kappa 1"]),
    "--output-share": OptionRule(
      nonsense: ["nonsense", "-1", "2", "nan"], value: "0.2", beside: "--inference-tokens 2T",
      idle: [
        "plan fit.json --compute 1e22 --output-share .2",
        "plan fit.json --compute 1e22 --inference-tokens 2T --kappa 1 --output-share .2",
      ]),
    "--serving-batch": .quantity(
      "32", beside: "--inference-tokens 2T",
      idle: [
        "plan fit.json --compute 1e22 --serving-batch 32",
        "plan fit.json --compute 1e22 --inference-tokens 2T --kappa 1 --serving-batch 32",
      ]),
    "--serving-precision": .choice(
      "fp8", beside: "--inference-tokens 2T",
      idle: ["plan fit.json --compute 1e22 --serving-precision fp8"]),
    "--from": OptionRule(
      nonsense: ["nonsense", "5", "-5MWh", "nanMWh", "500GWh"], value: "2MWh",
      idle: ["frontier fit.json --from 1MWh,2MWh"]),
    "frontier --to": OptionRule(
      nonsense: ["nonsense", "5", "-5MWh", "nanMWh", "1J"], value: "200GWh",
      idle: ["frontier fit.json --to 100MWh,200MWh"]),
    "datasets pull --to": .text("folder", always: "the table goes there"),
    "energy outlook --to": OptionRule(
      nonsense: ["nonsense", "1990", "-5", "2101", "2030.5"], value: "2030",
      always: "it is the last year"),
    "--points": OptionRule(
      nonsense: ["nonsense", "1", "-1", "1001", "2.5"], value: "3",
      always: "it is how many there are"),
    "predict --points": .named(
      "models.csv", nonsense: ["missing.csv", "log.csv", "fit.json"],
      idle: [
        "predict fit.json --params 7B --tokens 1T --points models.csv",
        "predict fit.json --at C=1e22 --points models.csv", "predict - --points -",
      ]),
    "predict --quantiles": .named(
      "0.2,0.5", nonsense: ["nonsense", "0", "1", "-0.5", "nan", "0.5,", "0.5,0.5", "0.0001"],
      beside: "--bootstrap 5",
      idle: [
        "predict cols.csv --bootstrap 0 --params 7B --tokens 1T --quantiles 0.5"
      ]),
    "--sparsity": OptionRule(
      nonsense: ["nonsense", "0", "1", "-1", "nan"], value: ".5",
      always: "models are compared at it"),
    "--sparsity-law": .named(
      "sparsity-vit", nonsense: ["nonsense", "chinchilla"], beside: "--sparsity .5",
      idle: ["quantize fit.json --params 7B --tokens 1T --sparsity-law sparsity-t5"]),
    "--with": .named(
      "backtest.json", nonsense: ["missing.json", "fit.json", "runs.csv"],
      idle: [
        "report fit.json --format csv --with backtest.json --with backtest.json",
        "export outlook.json --to notebook --format ipynb --with backtest.json",
      ]),
    "--values-per-decade": OptionRule(
      nonsense: ["nonsense", "0", "-1", "1001", "2.5"], value: "20",
      always: "it is the envelope's grid"),
    "--smoothing": OptionRule(
      nonsense: ["nonsense", "-1", "2", "nan"], value: "0.05", always: "curves are smoothed by it"),
    "--degree": OptionRule(
      nonsense: ["nonsense", "1", "4", "2.5"], value: "2",
      idle: ["isoflop optima.csv --optima --degree 2"], always: "it is the curve of the profiles"),
    "--tolerance": OptionRule(
      nonsense: ["nonsense", "-1", "2", "nan"], value: "0.2",
      idle: ["isoflop optima.csv --optima --tolerance .2"], always: "it makes the budgets"),
    "--within": OptionRule(
      nonsense: ["nonsense", "1", "-1", "nan", "inf"], value: "9",
      idle: ["isoflop optima.csv --optima --within 3"], always: "it leaves out models"),
    "--weighted": .flag(
      beside: "--bootstrap 5",
      idle: [
        "isoflop iso.csv --bootstrap 0 --weighted", "approaches iso.csv --bootstrap 0 --weighted",
        "isoflop optima.csv --optima --weighted",
      ]),
    "--optima": .flag(always: "the rows are optima"),
    "--standard-errors": .named(
      "sigma", nonsense: ["missing"], beside: "--optima",
      idle: [
        "isoflop iso.csv --standard-errors D",
        "isoflop optima.csv --optima --standard-errors sigma --weights sigma",
      ]),
    "--on": .named("runs.csv", nonsense: ["missing.csv"], idle: ["compare --on runs.csv"]),
    "--laws": .named(
      "A/D^p", nonsense: ["nonsense", "E+("],
      idle: [
        "compare runs.csv --laws chinchilla",
        "compare runs.csv --laws chinchilla --laws chinchilla",
      ]),
    "--coefficients": .named(
      "besiroglu2024", nonsense: ["nonsense"],
      idle: [
        "laws evaluate chinchilla --params 7B --tokens 1T --coefficients besiroglu2024 --set E=1 "
          + "--set A=1 --set B=1 --set alpha=.3 --set beta=.3"
      ]),
    "--set": OptionRule(
      nonsense: ["nonsense", "E=", "E=nan", "E=nonsense", "Z=1", "E=-1"], value: "E=1.7",
      idle: ["laws evaluate chinchilla --params 7B --tokens 1T --set E=1 --set E=2"]),
    "--max-bytes": OptionRule(
      nonsense: ["nonsense", "0", "-1", "1.5"], value: "1000", always: "it bounds what is fetched"),
  ]
}
