package struct BacktestDocument: Document {
  package static let identifier = "backtest"
  package static let title = "Back-test of the energy model"
  package static let writers = "`energy backtest`"
  package static let summary = "What `echelle energy backtest --format json` writes."

  package let goals: [String: Goal]
  package let rows: [Row]

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case goals, rows
  }

  package static func describe(_ key: CodingKeys) -> Field {
    switch key {
    case .goals: "The goals, G0 to G5, by name."
    case .rows: "The rows, goal by goal."
    }
  }
}

extension BacktestDocument {
  package struct Goal: Described {
    package static let summary = "The result for one goal."
    package static let furtherKeys = FurtherKeys.numbers(
      matching: "^(medianErrorFamilyLeftOut|p90ErrorFamilyLeftOut|medianError|maxError|p90Error"
        + "|medianErrorWithThroughput|within1_5|within2|coverage80|[a-z][A-Za-z0-9_]*(Error|Share))$",
      description: "A figure; errors and shares are fractions; null if there are no rows.")

    package let setting: String
    package let rowCount: Int
    package let excused: [Excused]
    package let intervals: [String: Nullable<Interval>]
    package let aims: [String: String]
    /// The figures by their names, which are keys of the object.
    package let figures: [String: Nullable<Double>]

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case setting, rowCount, excused, intervals, aims
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .setting: "The inputs, the predicted quantity and what is left out."
      case .rowCount:
        Field("The number of rows that count.", .nonNegative)
      case .excused: "Rows that do not count."
      case .intervals: "The interval of each figure, by name; null where it has none."
      case .aims: "The target of each figure, by name."
      }
    }
  }
}

extension BacktestDocument {
  package struct Excused: Described {
    package static let summary = "An excused row."

    package let name: String
    package let error: Double
    package let reason: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case name, error, reason
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .name: "The row."
      case .error: "Its relative error."
      case .reason: "Why it does not count."
      }
    }
  }
}

extension BacktestDocument {
  package struct Interval: Described {
    package static let summary = "An interval."

    package let level: Double
    package let lower: Double
    package let upper: Double
    package let method: String

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case level, lower, upper, method
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .level: "Its nominal coverage."
      case .lower: "The lower end."
      case .upper: "The upper end."
      case .method:
        Field("The method.", .among(["bootstrap-percentile", "wilson", "shrunk-regression"]))
      }
    }
  }
}

extension BacktestDocument {
  package struct Row: Described {
    package static let summary = "A published figure and its prediction."

    package let goal: String
    package let name: String
    package let evidence: String
    package let leftOut: Nullable<String>
    package let quantity: String
    package let unit: String
    package let predicted: Double
    package let published: Double
    package let error: Double
    package let interval: Nullable<Interval>
    package let excuse: Nullable<String>

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case goal, name, evidence, leftOut, quantity, unit, predicted, published, error, interval
      case excuse
    }

    package static func describe(_ key: CodingKeys) -> Field {
      switch key {
      case .goal:
        Field("The goal it counts towards.", .among(["G0", "G1", "G2", "G3", "G4", "G5"]))
      case .name: "The run, or the system and its workload."
      case .evidence: "The kind of published evidence: measured, accounting or hours-only."
      case .leftOut:
        Field("The study or system held out to predict it; null where nothing was fitted.")
      case .quantity: "What is predicted."
      case .unit: "The unit of both figures."
      case .predicted: "The prediction."
      case .published: "The published figure."
      case .error: "Predicted divided by published, minus one."
      case .interval: "The prediction's interval; null where the goal needs none."
      case .excuse: "Why the row does not count; null where it does."
      }
    }
  }
}
