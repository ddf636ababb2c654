import Escaping
import Foundation

/// The gnuplot script of a figure, which sets the look of all figures.
///
/// The script is complete: run in its folder, `gnuplot NAME.gp` draws the SVG, PNG and PDF from the CSV
/// files in `../data`.
struct FigureScript {
  let figure: Figure
  /// The tables that its layers are drawn from.
  let tables: [FigureTable]

  /// The width of every figure, in pixels of the SVG.
  static let width = 560.0
  /// The heights of a panel, of the titles above the first, and of the axis below each.
  private static let panelHeight = 300.0
  private static let fullPanelHeight = 330.0
  private static let head = 62.0
  private static let foot = 64.0
  private static let keyLine = 18.0
  private static let edge = 16.0
  private static let right = 18.0
  /// The room for labels of curves to the right of the panels.
  private static let endRoom = 76.0
  /// The width of a digit along an axis.
  private static let digit = 7.2

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
      "# Draws \(figure.name).svg, .png and .pdf from the files in ../data; run it in its folder:",
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

  /// The height of the key above a panel.
  private func keyHeight(_ panel: FigurePanel) -> Double {
    let titles = panel.layers.compactMap(\.title)
    return titles.isEmpty ? 4 : Double(keyRows(titles)) * Self.keyLine + 6
  }

  /// The rows of a key, whose entries stand in several columns unless they are long.
  private func keyRows(_ titles: [String]) -> Int {
    let columns = keyColumns(titles)
    return (titles.count + columns - 1) / columns
  }

  private func keyColumns(_ titles: [String]) -> Int {
    let longest = titles.map(\.count).max() ?? 0
    // gnuplot's estimate of the width of a column of the key.
    return min(titles.count, max(1, Int((Self.width - 8) / (Double(longest) * 8.2 + 60))))
  }

  private var terminals: [String] {
    let (width, height) = (Int(Self.width), Int(height))
    let inches = "\(Double(width) / 100)in,\(Double(height) / 100)in"
    return [
      "if (form eq 'svg') { points = 12.5; set terminal svg size \(width),\(height) "
        + "font 'Inter,12.5' enhanced rounded name '\(figure.name.replacing("-", with: "_"))' "
        + "background '\(Self.paper)' }",
      "if (form eq 'png') { points = 9.4; set terminal pngcairo size \(width * 2),\(height * 2) "
        + "font 'Inter,9.4' fontscale 2 linewidth 2 pointscale 2.7 enhanced rounded "
        + "background '\(Self.paper)' }",
      "if (form eq 'pdf') { points = 6.9; set terminal pdfcairo size \(inches) font 'Inter,6.9' "
        + "fontscale 1 linewidth 1.2 pointscale 0.9 enhanced rounded background '\(Self.paper)' }",
    ]
  }

  private func titles(_ texts: inout GnuplotText) -> [String] {
    let left = share(Self.edge, Self.width)
    let (title, subtitle) = (texts.add("{/:Bold \(figure.title)}"), texts.add(figure.subtitle))
    return [
      "key_font = sprintf('Inter,%.1f', 0.88 * points)",
      "set label 1 \(title) at screen \(left),\(up(24)) left "
        + "\(font(1.25)) textcolor rgb '\(Self.ink)'",
      "set label 2 \(subtitle) at screen \(left),\(up(44)) left "
        + "\(font(0.92)) textcolor rgb '\(Self.mutedText)'",
    ]
  }

  /// The room to the left of the panels: the name of the axis, and the longest number along it.
  private var left: Double {
    let labels = figure.panels.flatMap { FigureTicks($0.y).labels }
    let longest = labels.map { $0.filter { !"^{}".contains($0) }.count }.max() ?? 0
    return max(78, Self.edge + 38 + Self.digit * Double(longest))
  }

  private var right: Double {
    figure.panels.contains { !$0.ends.isEmpty } ? Self.endRoom : Self.right
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
    var lines = index == 0 ? [] : ["unset label", "unset arrow"]
    lines += [
      "set lmargin at screen \(share(left, Self.width))",
      "set rmargin at screen \(share(Self.width - right, Self.width))",
      "set tmargin at screen \(up(top))", "set bmargin at screen \(up(top + panelHeight))",
    ]
    lines += axis(panel.x, "x", &texts) + axis(panel.y, "y", &texts)
    lines += [
      "set xlabel \(texts.add(panel.x.title)) textcolor rgb '\(Self.ink)' offset 0,0.3",
      // gnuplot puts a label of the axis off the page where the numbers along it are long.
      "set label 3 \(texts.add(panel.y.title)) at screen \(share(Self.edge + 8, Self.width)),"
        + "\(up(top + panelHeight / 2)) center rotate by 90 textcolor rgb '\(Self.ink)'",
    ]
    lines += ends(panel, &texts)
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
        : "set key at screen \(share(Self.edge, Self.width)),\(up(keyTop)) left top Left reverse "
          + "vertical maxrows \(keyRows(titles)) samplen 2 spacing 1.05 "
          + "font key_font textcolor rgb '\(Self.text)' noenhanced")
    let marks = panel.layers.map {
      FigureLayerScript(layer: $0, tables: tables, panel: panel).clauses(&texts)
    }.flatMap { $0 }
    return lines + ["plot \\"]
      + marks.enumerated().map { "  \($1)\($0 < marks.count - 1 ? ", \\" : "")" }
  }

  private func axis(
    _ axis: FigureAxis, _ name: String, _ texts: inout GnuplotText
  ) -> [String] {
    [
      axis.isLogarithmic ? "set logscale \(name)" : "unset logscale \(name)",
      "set \(name)range [\(axis.range.lowerBound):\(axis.range.upperBound)]",
      "set \(name)tics \(FigureTicks(axis).text(&texts))",
    ]
  }

  /// The labels of curves to the right of a panel, each with a line from its curve.
  private func ends(_ panel: FigurePanel, _ texts: inout GnuplotText) -> [String] {
    var lines = panel.ends.enumerated().flatMap { number, end in
      [
        "set arrow \(number + 1) from \(end.x),\(end.y) to graph 1, first \(end.height) nohead "
          + "linewidth 0.7 dashtype 3 linecolor rgb '\(end.colour.hexadecimal)'",
        "set label \(number + 100) \(texts.add(end.text)) at graph 1, first \(end.height) left "
          + "offset 0.5,0 \(font(0.84)) textcolor rgb '\(Self.mutedText)'",
      ]
    }
    if let title = panel.endTitle {
      lines.append(
        "set label 99 \(texts.add(title)) at graph 1, graph 1 left offset 0.5,0.7 "
          + "\(font(0.84)) textcolor rgb '\(Self.mutedText)'")
    }
    return lines
  }

  private func share(_ part: Double, _ whole: Double) -> String {
    String(format: "%.4f", part / whole)
  }

  /// The place that many pixels below the upper edge, as a share of the height.
  private func up(_ pixels: Double) -> String { share(height - pixels, height) }
}
