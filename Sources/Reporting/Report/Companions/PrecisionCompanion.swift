import Documents
import Escaping

/// A comparison of precisions as a figure: loss and energy by bits of the weights.
struct PrecisionCompanion: CompanionContent {
  private let dataset: String
  private let parameterCount: Double
  private let tokenCount: Double
  private let outcomes: [PrecisionDocument.Outcome]
  private let sparsity: PrecisionDocument.Sparsity?

  init(_ document: PrecisionDocument) {
    dataset = document.dataset
    parameterCount = document.parameterCount
    tokenCount = document.tokenCount
    outcomes = document.outcomes
    sparsity = document.sparsity.value
  }

  var title: String { "Precision and sparsity: loss and energy" }

  var statements: [CompanionStatement] {
    let precision =
      "A model of \(NumberText.count(parameterCount)) parameters trained on "
      + "\(NumberText.count(tokenCount)) tokens, according to the law fitted to \(dataset). Precision changes the "
      + "energy per FLOP, not the number of FLOP. The loss it costs is recovered with more tokens, and "
      + "energies are compared at equal loss."
    return [.paragraph(precision)]
      + (sparsity.map {
        [
          .paragraph(
            "Sparse models under the law '\($0.law)': the loss of a model with the same number of parameters, a "
              + "share of which is zero.")
        ]
      } ?? [])
  }

  var readings: [CompanionReading] {
    func at(_ place: Int) -> DocumentPlace<PrecisionDocument.Outcome> {
      DocumentPlace<PrecisionDocument>().object(
        .outcomes, place, of: PrecisionDocument.Outcome.self)
    }
    return outcomes.indices.flatMap { place in
      [
        CompanionReading(
          name: "loss \(outcomes[place].precision)",
          expression: at(place).value(.loss),
          quantity: outcomes[place].loss),
        CompanionReading(
          name: "energy ratio \(outcomes[place].precision)",
          expression: at(place).value(.ratioAtEqualLoss),
          quantity: outcomes[place].ratioAtEqualLoss),
      ]
    }.filter { $0.quantity.value != nil }
  }

  /// Bits per weight, where the name has them.
  private static func bits(_ precision: String) -> Double? {
    precision == "tf32" ? 19 : Double(precision.drop { !$0.isNumber }.prefix { $0.isNumber })
  }

  var figure: Figure? {
    let shown = outcomes.compactMap { outcome in
      Self.bits(outcome.precision).map { (bits: $0, outcome: outcome) }
    }
    let table = FigureTable(
      "precision",
      [
        "precision", "bits", "loss", "loss_lower", "loss_upper", "energy_mwh", "energy_mwh_lower",
        "energy_mwh_upper",
      ],
      shown.map {
        [$0.outcome.precision, number($0.bits)] + $0.outcome.loss.spanCells
          + $0.outcome.energyAtEqualLoss.spanCells
      })
    guard let bits = FigureMaterial.range(of: shown.map(\.bits), room: 0.12),
      let loss = linearRange(of: shown.flatMap(\.outcome.loss.numbers))
    else { return nil }
    let x = FigureAxis(title: "Bits per weight", range: bits)
    func panel(
      _ column: String, _ axis: FigureAxis, _ colour: FigureColour,
      _ quantity: (PrecisionDocument.Outcome) -> UnitEstimate
    ) -> FigurePanel {
      FigurePanel(
        x: x, y: axis,
        layers: [
          FigureLayer(
            table: table.name,
            mark: .verticalIntervals(
              x: "bits", y: column, lower: "\(column)_lower", upper: "\(column)_upper",
              symbol: .disc),
            colour: colour, scale: 1.6)
        ],
        labels: Dictionary(grouping: shown, by: \.bits).sorted { $0.key < $1.key }
          .compactMap { bits, entries in
            let known = entries.filter { quantity($0.outcome).value != nil }
            return known.first.flatMap { quantity($0.outcome).value }.map {
              FigureLabel(
                text: known.map(\.outcome.precision).joined(separator: ", "), x: bits, y: $0)
            }
          })
    }
    let energies = shown.flatMap(\.outcome.energyAtEqualLoss.numbers)
    let energy = FigureMaterial.range(of: energies).map {
      panel(
        "energy_mwh", FigureAxis(title: "Energy at equal loss (MWh)", range: $0), .vermilion,
        \.energyAtEqualLoss)
    }
    let panels =
      [
        panel(
          "loss", FigureAxis(title: "Loss (nats per token)", range: loss, isLogarithmic: false),
          .blue,
          \.loss)
      ] + (energy.map { [$0] } ?? [])
    let sparse = sparsePanel
    return Figure(
      name: "precision", title: "Precision: loss and energy",
      subtitle:
        "\(NumberText.count(parameterCount)) parameters, \(NumberText.count(tokenCount)) tokens; "
        + GnuplotText.literal(dataset),
      description:
        "The loss of a model by the precision of its weights, the energy of training it to equal loss"
        + (sparse == nil ? "" : ", and the loss of sparse models") + ", with intervals.",
      panels: panels + (sparse.map { [$0.panel] } ?? []),
      tables: [table] + (sparse.map { [$0.table] } ?? []))
  }

  private var sparsePanel: (panel: FigurePanel, table: FigureTable)? {
    guard let sparsity,
      let shares = linearRange(of: sparsity.outcomes.map(\.sparsity) + [0]),
      let loss = linearRange(of: sparsity.outcomes.flatMap(\.loss.numbers))
    else { return nil }
    let table = FigureTable(
      "sparsity", ["sparsity", "loss", "loss_lower", "loss_upper"],
      sparsity.outcomes.map { [number($0.sparsity)] + $0.loss.spanCells })
    return (
      FigurePanel(
        x: FigureAxis(title: "Share of zero weights", range: shares, isLogarithmic: false),
        y: FigureAxis(title: "Loss (nats per token)", range: loss, isLogarithmic: false),
        layers: [
          FigureLayer(
            table: table.name,
            mark: .verticalIntervals(
              x: "sparsity", y: "loss", lower: "loss_lower", upper: "loss_upper", symbol: .square),
            colour: .green, scale: 1.6)
        ]), table
    )
  }
}
