import ArgumentParser

/// A command with more options than fit on a screen.
protocol ManyOptions: ParsableCommand {
  /// The long names, without dashes, of the ten or fewer options its help shows unless `--all` is given.
  static var mainOptions: [String] { get }
}
