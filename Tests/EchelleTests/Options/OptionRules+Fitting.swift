/// The options about tables, laws and fits, which many commands share.
extension OptionRule {
  static let fitting: [String: OptionRule] = [
    "--law": .named(
      "chinchilla", nonsense: ["nonsense", "E+(", "missing.yml"], onReading: true,
      always: "it is the law that is fitted"),
    "--domain": .named(
      "E=positive", nonsense: ["nonsense", "=real", "E=nonsense", "Z=positive", "N=positive"],
      onReading: true, idle: ["fit runs.csv --fix E=1.8 --domain E=positive"],
      always: "it bounds a coefficient that is fitted"),
    "--bounds": .named(
      "E=0.5..3",
      nonsense: [
        "nonsense", "=0..1", "E=", "E=1", "E=..", "E=2..1", "E=1..1", "E=1..inf", "E=nan..2",
        "E=0..1,", "E=0..1,E=1..2", "N=0..1", "E=-2..-1", "Z=0..1",
      ], onReading: true,
      idle: [
        "fit runs.csv --fix E=1.8 --bounds E=0..3", "fit runs.csv --bounds E=0..1 --bounds E=1..2",
        "fit runs.csv --bounds alpha=0.5.. --start E=1.8,A=400,B=400,alpha=.3,beta=.3",
        "fit runs.csv --bounds alpha=0.5..1 --start-range alpha=0.1..0.8",
        "fit runs.csv --domain alpha=unit-interval --bounds alpha=0.5..2",
        "predict fit.json --params 7B --bounds E=0..3",
      ], always: "it bounds a coefficient that is fitted"),
    "--fix": .named(
      "E=1.8", nonsense: ["nonsense", "E=", "E=(", "E=nan", "E=inf", "Z=1", "N=1", "E=-1"],
      onReading: true,
      idle: ["fit runs.csv --fix E=1.8 --fix E=1.8", "predict fit.json --params 7B --fix E=1.8"],
      always: "it takes a coefficient from those that are fitted"),
    "--start-range": .named(
      "alpha=0.1..0.8",
      nonsense: ["nonsense", "E=1", "E=2..1", "E=1..inf", "Z=1..2", "D=1..2", "E=-2..-1"],
      onReading: true,
      idle: [
        "fit runs.csv --fix E=1.8 --start-range E=1..2",
        "fit runs.csv --starts hoffmann --start-range E=1..2",
        "fit runs.csv --start E=1.8,A=400,B=400,alpha=.3,beta=.3 --start-range E=1..2",
        "fit runs.csv --start-range E=1..2 --start-range E=1..3",
      ], always: "it moves the starts"),
    "--metric": .named(
      "loss", nonsense: ["nonsense"], onReading: true,
      idle: ["fit runs.csv --metric loss --metric loss"], always: "it is the column that is fitted"),
    "--share": .named(
      "E", nonsense: ["Z", "E,E"], beside: "--group-by family",
      idle: [
        "fit cols.csv --share E", "predict cols.csv --params 7B --tokens 1T --share E",
        "predict fit.json --params 7B --tokens 1T --share E",
        "plan cols.csv --compute 1e22 --share E", "plan fit.json --compute 1e22 --share E",
      ]),
    "--group": .named(
      "a", nonsense: ["nonsense"], beside: "--group-by family --bootstrap 0", onReading: true,
      idle: [
        "predict cols.csv --params 7B --tokens 1T --group a",
        "predict fit.json --params 7B --tokens 1T --group a",
        "plan cols.csv --compute 1e22 --group a", "plan fit.json --compute 1e22 --group a",
      ]),
    "--report": OptionRule(
      nonsense: ["missing/folder"], idle: ["fit runs.csv --report out -o out"]),

    "--columns": .named(
      "tokens=D", nonsense: ["nonsense", "=D", "nonsense=D", "tokens=missing"], onReading: true,
      idle: [
        "fit runs.csv --columns tokens=D --columns D=N",
        "fit cols.csv --metric acc --columns loss=loss",
        "fit cols.csv --law acc=a+b*log(C) --columns loss=loss",
        "predict cols.csv --law 1-acc=E+A/N^p --columns loss=acc --params 7B",
        "fit cols.csv --columns run=family --bootstrap 0",
        "fit cols.csv --columns run=family --resample rows",
        "fit cols.csv --columns family=family --format csv",
        "fit cols.csv --columns step=wt",
        "plan cols.csv --compute 1e22 --columns run=family --bootstrap 0",
        "predict cols.csv --params 7B --tokens 1T --columns family=family",
        "backtest cols.csv --columns run=family --bootstrap 0",
        "sensitivity cols.csv --columns step=wt",
        "compare cols.csv --laws chinchilla --laws A/C^p --columns run=family --bootstrap 0",
        "isoflop iso.csv --columns step=sigma", "approaches iso.csv --columns family=sigma",
      ], always: "a column is read for the role"),
    "--unit": .named(
      "tokens=thousands",
      nonsense: ["nonsense", "tokens=nonsense", "tokens=nan", "tokens=-1", "run=billions"],
      onReading: true,
      idle: [
        "fit runs.csv --unit tokens=billions --unit D=millions",
        "fit cols.csv --law acc=a+b*log(C) --unit loss=bits",
        "fit cols.csv --metric acc --unit loss=bits",
      ],
      always: "the column is converted"),
    "--weights": .named(
      "sqrt(D)", nonsense: ["nonsense", "2", "sqrt(", "x/missing", "-1*D", "w=D"], onReading: true,
      idle: ["fit cols.csv --weights wt --columns weight=wt", "fit runs.csv --weights N/N"],
      always: "it weighs the runs"),
    "--best-over": .named(
      "run", nonsense: ["run,", "run,run", "N", "missing"], onReading: true,
      idle: [
        "fit cols.csv --where run!='again' --best-over wt,run",
        "isoflop optima.csv --optima --best-over sigma",
        "predict fit.json --params 7B --best-over run",
      ], always: "it leaves out runs that another beats"),
    "--pareto": .flag(
      idle: ["fit optima.csv --law E+A/C^p --pareto", "predict fit.json --params 7B --pareto"],
      always: "it leaves out runs that another beats"),
    "--flop-per-parameter-token": .quantity(
      "5", always: "C, or what is planned by it, is computed with it"),
    "--where": .named(
      "D>1", nonsense: ["nonsense", "D>", "missing>1"], onReading: true,
      always: "it may leave out rows"),
    "--drop-highest": .named(
      "loss:1", nonsense: ["nonsense", "loss:", "loss:0", "loss:-1", "loss:1.5", "missing:1"],
      onReading: true, always: "it drops rows"),
    "--no-filters": .flag(
      idle: [
        "fit runs.csv --no-filters", "isoflop iso.csv --no-filters",
        "backtest runs.csv --no-filters",
      ],
      always: "a description may have filters"),
    "--redraw-drops": .choice(
      "no", beside: "--drop-highest loss:1 --bootstrap 5",
      idle: [
        "fit runs.csv --redraw-drops yes",
        "fit runs.csv --redraw-drops yes --drop-highest loss:1 --interval wald",
        "coverage runs.csv --redraw-drops yes --drop-highest loss:1",
        "isoflop iso.csv --redraw-drops no",
        "fit runs.csv --redraw-drops yes --drop-highest loss:1 --bootstrap 0",
        "envelope curves.csv --bootstrap 5 --drop-highest loss:1 --redraw-drops yes",
        "compare runs.csv --laws chinchilla --laws A/C^p --drop-highest loss:1 --redraw-drops yes",
      ], always: "replicates drop rows, or keep those that were dropped"),
    "--resample": .named(
      "N", nonsense: ["nonsense"], beside: "--bootstrap 5", onReading: true,
      idle: [
        "fit runs.csv --resample N --bootstrap 0",
        "compare runs.csv --laws chinchilla --laws A/C^p "
          + "--resample N --bootstrap 0", "predict fit.json --params 7B --resample N",
        "fit runs.csv --resample loss", "batch run runs.csv --results a --resample N --bootstrap 0",
      ], always: "it chooses what is drawn"),
    "--invalid-rows": .choice("skip", always: "it says what is done where a row is invalid"),
    "--group-by": .named(
      "family", nonsense: ["nonsense"], onReading: true, always: "each group is fitted by itself"),

    "--objective": OptionRule(
      nonsense: [
        "nonsense", "huber:0", "huber:auto:0", "huber:automatic", "lad:auto", "huber:1e-3:0",
        "huber:1e-3:-1", "huber:1e-3:2:3", "huber:nan",
        "lad:1", "level-huber", "level-squares", "level-lad:1", "huber:",
      ], value: "lad",
      idle: [
        "fit cols.csv --law log(loss)=a-b*log(C) --objective log-squares",
        "predict cols.csv --law 1-acc=E+A/N^p --objective log-squares --params 7B",
        "backtest cols.csv --law log(acc)=a+b*log(C) --objective log-squares",
      ], always: "it is what is minimised"),
    "compare --objective": OptionRule(
      nonsense: ["nonsense"],
      idle: [
        "compare runs.csv --laws chinchilla --laws A/C^p --objective lad"
      ]),
    "--interval": .choice(
      "wald", beside: "--bootstrap 5",
      idle: [
        "fit runs.csv --bootstrap 0 --interval wald",
        "predict fit.json --params 7B --tokens 1T --interval wald",
      ],
      always: "it is how intervals are found"),
    "compare --interval": OptionRule(
      nonsense: ["nonsense"],
      idle: ["compare runs.csv --laws chinchilla --laws A/C^p --interval percentile"]),
    "--starts": .choice(
      "hoffmann",
      idle: ["fit runs.csv --starts linear --start E=1.8,A=400,B=400,alpha=.3,beta=.3"],
      always: "it is where the fit starts"),
    "--start": .named(
      "E=1.8,A=400,B=400,alpha=.3,beta=.3",
      nonsense: ["nonsense", "E=", "E=nan", "E=1,E=2", "E=1", "Z=1,A=400,B=400,alpha=.3,beta=.3"],
      onReading: true, always: "it is where the fit starts"),
    "compare --start": OptionRule(
      nonsense: ["nonsense", "E=1"], always: "laws with the same coefficients start there"),
    "--bootstrap": OptionRule(
      nonsense: ["nonsense", "-1", "1", "1.5", "1000000000000"], value: "5",
      always: "it is the number of replicates"),
    "--level": OptionRule(
      nonsense: ["nonsense", "0", "1", "95", "-0.5", "nan"], value: "0.8", beside: "--bootstrap 5",
      idle: [
        "isoflop iso.csv --bootstrap 0 --level .9", "envelope curves.csv --bootstrap 0 --level .9",
        "approaches runs.csv --bootstrap 0 --level .9",
        "backtest runs.csv --bootstrap 0 --level .9",
        "sensitivity runs.csv --bootstrap 0 --level .9",
        "predict runs.csv --bootstrap 0 --level .9 --params 7B --tokens 1T",
        "compare runs.csv --bootstrap 0 --level .9 --laws chinchilla --laws A/C^p",
      ], always: "intervals have it, of assumptions too, and a saved fit keeps it"),
    "--seed": OptionRule(
      nonsense: ["nonsense", "-1", "1.5", "nan"], value: "7", beside: "--bootstrap 5",
      idle: [
        "isoflop iso.csv --bootstrap 0 --seed 7", "envelope curves.csv --bootstrap 0 --seed 7",
        "approaches runs.csv --bootstrap 0 --seed 7", "sensitivity runs.csv --bootstrap 0 --seed 7",
      ], always: "replicates, starts of formulas and assumptions are drawn by it"),
    "--threads": OptionRule(
      nonsense: ["nonsense", "0", "-1", "9223372036854775807"], value: "1",
      always: "it is a limit, which holds whatever there is to do"),
    "batch slurm --threads": OptionRule(
      nonsense: ["nonsense", "0", "-1"],
      idle: ["batch slurm runs.csv --results job --shards 2 --dry-run --threads 2"]),
    "--kernel": .choice("sse2", always: "it computes the fit, and is recorded"),
  ]
}
