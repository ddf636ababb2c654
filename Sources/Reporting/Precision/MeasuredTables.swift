import Documents
import EnergyModel
import Planning

/// Published measurements of precisions and sparsities, in a terminal.
struct MeasuredTables {
  private let cases: MeasuredCases

  init(_ cases: MeasuredCases) {
    self.cases = cases
  }

  private func plain(_ value: Double) -> String { NumberText.significant(value) }

  /// Models trained in two precisions.
  var trained: [String] {
    var table = TextTable([.left, .left, .left, .right, .left])
    var sources = Footnotes()
    table.add(["model", "format", "chip", "speed-up", "source"])
    for pair in cases.trained {
      table.add([
        pair.model, pair.precision.rawValue, pair.accelerator, plain(pair.ratio),
        sources.mark(pair.source.citation),
      ])
    }
    return ["  measured training speed-up over bf16; the peak rates differ by a factor of 2"]
      + table.lines(indent: "    ") + sources.lines(indent: "    ")
  }

  /// Models served in two precisions.
  var served: [String] {
    var table = TextTable([.left, .left, .left, .right, .right, .left])
    table.add(["model", "format", "chip", "pairs", "median ratio", "range"])
    for pair in cases.served {
      table.add([
        Self.name(pair.model), pair.precision.rawValue, pair.accelerator, "\(pair.count)",
        plain(pair.medianRatio),
        "\(plain(pair.range.lowerBound))–\(plain(pair.range.upperBound))",
      ])
    }
    return [
      "  measured serving energy per output token, relative to bf16 at similar batch sizes (ML.ENERGY "
        + "v3); values above 1 cost more"
    ] + table.lines(indent: "    ")
  }

  /// Models in a dense and a sparse form.
  var sparse: [String] {
    var table = TextTable([.left, .left, .left, .right, .right, .left, .left])
    var sources = Footnotes()
    table.add(["model", "pattern", "measure", "dense", "sparse", "unit", "source"])
    for row in cases.sparse {
      table.add([
        row.model, row.pattern, row.measure.rawValue, plain(row.dense), plain(row.sparse),
        row.unit, sources.mark(row.source.citation),
      ])
    }
    return [
      "  measured sparsity: throughput and quality (no energies), with zeros in a pattern that doubles the "
        + "accelerator's peak"
    ] + table.lines(indent: "    ") + sources.lines(indent: "    ")
  }

  /// A model without the name of its organisation.
  private static func name(_ model: String) -> String {
    model.split(separator: "/").last.map(String.init) ?? model
  }
}
