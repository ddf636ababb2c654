import EnergyModel

/// What the measures of a back-test are called in tables.
enum BacktestMeasureText {
  /// The words for the key of a measure, such as `within a factor of 1.5`; the key itself where it is not
  /// known.
  static func title(_ key: String) -> String { titles[key] ?? key }

  /// The aim of a measure in words.
  static func aim(_ text: String) -> String {
    ["none", "stated"].contains(text) ? "no aim" : "aim: \(text)"
  }

  private static let titles = [
    "maxError": "largest error",
    "medianError": "median error",
    "p90Error": "90th percentile of the error",
    "medianErrorWithThroughput": "median error, throughput given",
    "medianErrorFamilyLeftOut": "median error, whole family left out",
    "p90ErrorFamilyLeftOut": "90th percentile, whole family left out",
    "within1_5": "within a factor of 1.5",
    "within2": "within a factor of 2",
    "coverage80": "inside the 80 % interval",
  ]
}
