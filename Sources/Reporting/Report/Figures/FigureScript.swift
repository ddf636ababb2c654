import Escaping
import Foundation

/// The gnuplot script of a figure: the one place that says how figures look.
///
/// The script is complete: `gnuplot NAME.gp`, in the folder it lies in, draws the SVG, PNG and PDF from
/// the CSV files in `../data`.
struct FigureScript {
  let figure: Figure

  /// The width of every figure, in pixels of the SVG.
  static let width = 560.0
  /// The height of a panel, and of what stands above the first.
  private static let panelHeight = 300.0
  private static let fullPanelHeight = 330.0
  private static let head = 62.0
  private static let foot = 56.0
  private static let keyLine = 18.0
  private static let left = 78.0
  private static let right = 18.0

  private static let ink = FigureColour.ink.hexadecimal
  private static let text = FigureColour.text.hexadecimal
  private static let mutedText = FigureColour.mutedText.hexadecimal
  private static let axis = FigureColour.axis.hexadecimal
  private static let grid = FigureColour.grid.hexadecimal
  private static let paper = FigureColour.paper.hexadecimal

  /// The script.
  var text: String {
    var texts = GnuplotText()
    let drawing =
      terminals + ["set output '\(figure.name).' . form", "set multiplot"] + titles(&texts)
      + figure.panels.indices.flatMap { panel($0, &texts) } + ["unset multiplot"]
    return
      (opening + texts.block + ["", "do for [form in \"svg png pdf\"] {"]
      + drawing.map { "  " + $0 } + ["}", "unset output"]).joined(separator: "\n") + "\n"
  }

  private var opening: [String] {
    [
      "# Draws \(figure.name).svg, .png and .pdf from the files in ../data, when it is run in its folder:",
      "#     gnuplot \(figure.name).gp",
      "# Needs gnuplot 5.4 with cairo; the font is Inter (Debian: gnuplot-nox, fonts-inter).", "",
      "set encoding utf8",
      "set datafile separator comma", "set datafile columnheaders", "set samples 200",
      "set border 3 linecolor rgb '\(Self.axis)' linewidth 0.8",
      "set tics out nomirror scale 0.6,0.3 textcolor rgb '\(Self.text)'",
      "set grid xtics ytics linecolor rgb '\(Self.grid)' linewidth 0.6 linetype 1",
      "set errorbars 0", "set style fill transparent solid 0.2 noborder", "",
    ]
  }

  private var height: Double {
    let panel = figure.panels.count == 1 ? Self.fullPanelHeight : Self.panelHeight - 60
    let keys = figure.panels.reduce(0) { $0 + keyHeight($1) }
    return Self.head + Double(figure.panels.count) * (panel + Self.foot) + keys
  }

  /// The room that the key of a panel takes above it.
  private func keyHeight(_ panel: FigurePanel) -> Double {
    let titles = panel.layers.compactMap(\.title)
    return titles.isEmpty ? 4 : Double(keyRows(titles)) * Self.keyLine + 6
  }

  /// The entries of a key stand in two columns, or in one where they are long.
  private func keyRows(_ titles: [String]) -> Int {
    let columns = keyColumns(titles)
    return (titles.count + columns - 1) / columns
  }

  private func keyColumns(_ titles: [String]) -> Int {
    let longest = titles.map(\.count).max() ?? 0
    // As wide as gnuplot takes a column of the key to be.
    return min(titles.count, max(1, Int((Self.width - 8) / (Double(longest) * 8.2 + 60))))
  }

  private var terminals: [String] {
    let (width, height) = (Int(Self.width), Int(height))
    let inches = "\(Double(width) / 100)in,\(Double(height) / 100)in"
    return [
      "if (form eq 'svg') { points = 12.5; set terminal svg size \(width),\(height) "
        + "font 'Inter,12.5' enhanced rounded name '\(figure.name.replacing("-", with: "_"))' "
        + "background '\(Self.paper)' }",
      "if (form eq 'png') { points = 9.4; set terminal pngcairo size \(width * 3),\(height * 3) "
        + "font 'Inter,9.4' fontscale 3 linewidth 3 pointscale 4 enhanced rounded "
        + "background '\(Self.paper)' }",
      "if (form eq 'pdf') { points = 6.9; set terminal pdfcairo size \(inches) font 'Inter,6.9' "
        + "fontscale 1 linewidth 1.2 pointscale 0.9 enhanced rounded background '\(Self.paper)' }",
    ]
  }

  private func titles(_ texts: inout GnuplotText) -> [String] {
    let left = share(Self.left - 62, Self.width)
    let (title, subtitle) = (texts.add("{/:Bold \(figure.title)}"), texts.add(figure.subtitle))
    return [
      "key_font = sprintf('Inter,%.1f', 0.88 * points)",
      "set label 1 \(title) at screen \(left),\(up(24)) left "
        + "\(font(1.25)) textcolor rgb '\(Self.ink)'",
      "set label 2 \(subtitle) at screen \(left),\(up(44)) left "
        + "\(font(0.92)) textcolor rgb '\(Self.mutedText)'",
    ]
  }

  /// A font whose size is a multiple of that of the numbers along the axes, in every terminal.
  private func font(_ size: Double) -> String { "font sprintf('Inter,%.1f', \(size) * points)" }

  private func panel(_ index: Int, _ texts: inout GnuplotText) -> [String] {
    let panel = figure.panels[index]
    let panelHeight = figure.panels.count == 1 ? Self.fullPanelHeight : Self.panelHeight - 60
    let above = figure.panels[..<index].reduce(Self.head) {
      $0 + keyHeight($1) + panelHeight + Self.foot
    }
    let top = above + keyHeight(panel)
    let keyTop = above - 4
    var lines = index == 0 ? [] : ["unset label"]
    lines += [
      "set lmargin at screen \(share(Self.left, Self.width))",
      "set rmargin at screen \(share(Self.width - Self.right, Self.width))",
      "set tmargin at screen \(up(top))", "set bmargin at screen \(up(top + panelHeight))",
    ]
    lines += axis(panel.x, "x", &texts) + axis(panel.y, "y", &texts)
    for (number, label) in panel.labels.enumerated() {
      lines.append(
        "set label \(number + 10) \(texts.add(label.text)) at \(label.x),\(label.y) "
          + "\(label.endsAtPoint ? "right" : "left") offset \(label.endsAtPoint ? "-" : "")0.6,0 "
          + "\(font(0.84)) textcolor rgb '\(Self.mutedText)' front")
    }
    let titles = panel.layers.compactMap(\.title)
    lines.append(
      titles.isEmpty
        ? "unset key"
        : "set key at screen \(share(Self.left - 62, Self.width)),\(up(keyTop)) left top Left reverse "
          + "vertical maxrows \(keyRows(titles)) samplen 2 spacing 1.05 "
          + "font key_font textcolor rgb '\(Self.text)' noenhanced")
    let marks = panel.layers.map {
      FigureLayerScript(layer: $0, tables: figure.tables).text(&texts)
    }
    return lines + ["plot \\"]
      + marks.enumerated().map { "  \($1)\($0 < marks.count - 1 ? ", \\" : "")" }
  }

  private func axis(
    _ axis: FigureAxis, _ name: String, _ texts: inout GnuplotText
  ) -> [String] {
    [
      axis.isLogarithmic ? "set logscale \(name)" : "unset logscale \(name)",
      "set \(name)range [\(axis.range.lowerBound):\(axis.range.upperBound)]",
      "set \(name)tics \(FigureTicks(axis).text)",
      "set \(name)label \(texts.add(axis.title)) textcolor rgb '\(Self.ink)'"
        + (name == "x" ? " offset 0,0.3" : " offset 0.5,0"),
    ]
  }

  private func share(_ part: Double, _ whole: Double) -> String {
    String(format: "%.4f", part / whole)
  }

  /// The place so many pixels below the upper edge, as a share of the height.
  private func up(_ pixels: Double) -> String { share(height - pixels, height) }
}

/// The part of a `plot` command that draws a layer.
struct FigureLayerScript {
  let layer: FigureLayer
  /// The tables of its figure.
  let tables: [FigureTable]

  func text(_ texts: inout GnuplotText) -> String {
    let every = layer.stride > 1 ? " every \(layer.stride)" : ""
    let title = layer.title.map { "title \(texts.add($0))" } ?? "notitle"
    return "'../data/\(layer.table).csv'\(every) using \(columns) with \(style) \(title)"
  }

  private var colour: String { "linecolor rgb '\(layer.colour.hexadecimal)'" }

  private var columns: String {
    let names =
      switch layer.mark {
      case .points(let x, let y, _), .line(let x, let y, _): [x, y]
      case .band(let x, let lower, let upper): [x, lower, upper]
      case .verticalIntervals(let x, let y, let lower, let upper, _),
        .horizontalIntervals(let x, let y, let lower, let upper, _):
        [x, y, lower, upper]
      }
    guard let series = layer.series else {
      return names.map { "(\(column($0)))" }.joined(separator: ":")
    }
    return names.enumerated().map { index, name in
      index == 0
        ? "(column('series')==\(series)?\(column(name)):NaN)" : "(\(column(name)))"
    }.joined(separator: ":")
  }

  /// A column by its name; by its number where the name, which may come from a document, is no word.
  private func column(_ name: String) -> String {
    let isWord = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == UInt8(ascii: "_")
    }
    if isWord { return "column('\(name)')" }
    let place = tables.first { $0.name == layer.table }?.header.firstIndex(of: name)
    return "column(\((place ?? 0) + 1))"
  }

  private func size(_ symbol: FigureLayer.Symbol) -> String {
    String(format: "%.2f", symbol.size * layer.scale)
  }

  private var style: String {
    switch layer.mark {
    case .points(_, _, let symbol):
      "points pointtype \(symbol.rawValue) pointsize \(size(symbol)) \(colour)"
    case .line(_, _, let dash): "lines dashtype \(dash.rawValue) linewidth 1.8 \(colour)"
    case .band: "filledcurves fillcolor rgb '\(layer.colour.hexadecimal)'"
    case .verticalIntervals(_, _, _, _, let symbol):
      "yerrorbars pointtype \(symbol.rawValue) pointsize \(size(symbol)) linewidth 1.2 \(colour)"
    case .horizontalIntervals(_, _, _, _, let symbol):
      "xerrorbars pointtype \(symbol.rawValue) pointsize \(size(symbol)) linewidth 1.2 \(colour)"
    }
  }
}

extension FigureLayer.Symbol {
  /// The size at which all symbols look equally large.
  var size: Double {
    switch self {
    case .dot: 0.3
    case .disc, .circle: 0.42
    case .square, .openSquare: 0.38
    default: 0.5
    }
  }
}
