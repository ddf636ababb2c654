import Documents
public import EnergyModel
import Statistics

/// The energy of serving a model, in the forms that `echelle energy inference` writes.
public struct InferenceReport: Report, Sendable {
  private let model: InferenceEnergyModel
  private let configuration: InferenceConfiguration
  private let use: ServingUse
  private let estimate: ServingEstimate

  /// A report of one model and one use.
  public init(
    model: InferenceEnergyModel, configuration: InferenceConfiguration, use: ServingUse,
    estimate: ServingEstimate
  ) {
    self.model = model
    self.configuration = configuration
    self.use = use
    self.estimate = estimate
  }

  private var document: InferenceDocument {
    InferenceDocument(model: model, configuration: configuration, use: use, estimate: estimate)
  }

  /// A figure in words.
  private static func title(_ figure: InferenceDocument.Figures.CodingKeys) -> String {
    switch figure {
    case .acceleratorOutputToken: "energy per output token, accelerators only"
    case .outputToken: "energy per output token"
    case .inputToken: "energy per input token"
    case .query: "energy per query"
    case .queryEmissions: "emissions per query"
    case .year: "energy per year"
    case .yearEmissions: "emissions per year"
    case .daysToTraining: "time until serving energy equals training"
    case .lifetimeShare: "serving share of lifetime energy"
    }
  }

  /// Text: the figures and their assumptions.
  public func text() -> String { text(on: .plain) }

  /// Text: the figures and, unless the page is brief, their assumptions.
  public func text(on page: TextPage) -> String {
    let size =
      configuration.activeParameters == configuration.totalParameters
      ? "" : " of \(NumberText.count(configuration.totalParameters))"
    func plain(_ value: Double) -> String { NumberText.rounded(value) }
    func exact(_ value: Double) -> String { NumberText.plain(value) }
    let heading =
      "\(NumberText.count(configuration.activeParameters)) active parameters\(size), "
      + "\(configuration.precision.rawValue), on \(exact(configuration.accelerators)) × "
      + "\(model.hardware.name), batch \(exact(configuration.batch)); "
      + "\(exact(use.inputTokens)) input and \(exact(use.outputTokens)) output tokens per query"
    var table = TextTable([.left, .right, .left, .left])
    let level = NumberText.percent(estimate.query.interval?.level ?? 0.95)
    table.add(["", "estimate", "\(level) interval", "unit"])
    for (key, figure) in document.figures.named {
      let estimate = figure.estimate
      table.add([
        Self.title(key), plain(estimate.value), NumberText.interval(estimate.interval, plain),
        figure.unit == "1" ? "" : figure.unit,
      ])
    }
    let lines = [TextLine(text: heading, emphasis: .strong)] + table.lines(indent: "  ").lines()
    return (page.isBrief ? lines : lines + [TextLine(text: "")] + basis.lines()).text(on: page)
  }

  private var basis: [String] {
    func plain(_ value: Double) -> String { NumberText.significant(value) }
    var table = TextTable([.left, .right, .left, .left])
    var sources = Footnotes()
    table.add(["assumption", "median", "unit", "source"])
    for assumption in model.serving {
      table.add([
        assumption.title, plain(assumption.distribution.median), "",
        sources.mark(assumption.source.citation),
      ])
    }
    for assumption in [model.powerUsageEffectiveness, model.gridIntensity] {
      let unit = assumption.quantity.unit
      table.add([
        assumption.quantity.title, plain(assumption.median), unit == "1" ? "" : unit,
        sources.mark(assumption.source.citation),
      ])
    }
    return ["  predicted, facility boundary; \(model.hardware.title)"]
      + table.lines(indent: "    ") + sources.lines(indent: "    ")
      + document.notes.map { "  note: \($0)" }
  }

  /// JSON: the figures under their names.
  public func json() throws -> String {
    try document.json()
  }

  /// CSV in tidy form: a row for each figure.
  public func csv() -> String {
    var csv = CSVText(header: ["hardware", "quantity"] + UnitEstimate.header)
    for (key, figure) in document.figures.named {
      csv.add([model.hardware.name, key.rawValue] + figure.cells)
    }
    return csv.text
  }
}
