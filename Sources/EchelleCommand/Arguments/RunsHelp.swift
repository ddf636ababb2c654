import ArgumentParser

/// Help of the arguments that name runs or a fit.
enum RunsHelp {
  static let path: ArgumentHelp =
    "Table of runs, folder with a dataset.yml, name of a dataset, or -."
  static let paths: ArgumentHelp =
    "Tables of runs, folders with a dataset.yml, names of datasets, or -."
  static let fit: ArgumentHelp =
    "Fit saved by 'echelle fit -o fit.json', or runs to fit first."
}
