/// The colours of figures: those of Okabe and Ito 2008, "Color Universal Design", which can be
/// distinguished with any colour vision, and greys.
///
/// Each has a counterpart for a dark background: see ``FigurePalette``.
enum FigureColour: Sendable, Hashable {
  case ink
  case text
  case mutedText
  case axis
  case grid
  case paper
  case grey
  case blue
  case vermilion
  case green
  case orange
  case sky
  case purple
  /// A step from dark to light, from 0 to ``steps``.
  case step(Int)

  /// The last step of the scale.
  static let steps = 10

  /// The place of `index` among `count` things on the scale from dark to light.
  static func scale(_ index: Int, of count: Int) -> FigureColour {
    .step(count > 1 ? (index * steps + (count - 1) / 2) / (count - 1) : 0)
  }

  /// The colour in the notation of gnuplot and CSS.
  var hexadecimal: String { FigurePalette.hexadecimal(channels) }

  /// Red, green and blue, each up to 255.
  var channels: [Int] {
    switch self {
    case .ink: [31, 35, 40]
    case .text: [61, 68, 77]
    case .mutedText: [87, 96, 106]
    case .axis: [139, 146, 156]
    case .grid: [227, 230, 234]
    case .paper: [255, 255, 255]
    case .grey: [138, 146, 155]
    case .blue: [0, 114, 178]
    case .vermilion: [213, 94, 0]
    case .green: [0, 158, 115]
    case .orange: [230, 159, 0]
    case .sky: [86, 180, 233]
    case .purple: [204, 121, 167]
    case .step(let step): FigurePalette.cividis(0.8 * Double(step) / Double(Self.steps))
    }
  }

  /// The same on a dark background.
  var darkChannels: [Int] {
    switch self {
    case .ink: [230, 233, 237]
    case .text: [200, 207, 214]
    case .mutedText: [163, 173, 184]
    case .axis: [110, 120, 131]
    case .grid: [42, 49, 58]
    case .paper: [15, 19, 24]
    case .grey: [139, 149, 160]
    case .blue: [76, 170, 230]
    case .vermilion: [255, 133, 66]
    case .green: [45, 199, 155]
    case .orange: [240, 180, 41]
    case .sky: [120, 190, 235]
    case .purple: [227, 163, 198]
    // The dark end of the scale becomes the light one: order and distance stay.
    case .step(let step): FigurePalette.cividis(1 - 0.65 * Double(step) / Double(Self.steps))
    }
  }
}

/// The colours of figures on a page, for its light and dark theme.
enum FigurePalette {
  /// All colours.
  static let all: [FigureColour] =
    [
      .ink, .text, .mutedText, .axis, .grid, .paper, .grey, .blue, .vermilion, .green, .orange,
      .sky,
      .purple,
    ] + (0...FigureColour.steps).map(FigureColour.step)

  /// The name of the style property that holds the colour at a place of ``all``.
  static func property(_ index: Int) -> String { "--f\(index)" }

  /// Style properties for a light and for a dark page.
  static var style: String {
    func properties(_ channels: (FigureColour) -> [Int]) -> String {
      all.enumerated().map { "\(property($0)): \(hexadecimal(channels($1)));" }
        .joined(separator: " ")
    }
    return """
      :root { \(properties(\.channels)) }
      @media screen and (prefers-color-scheme: dark) { :root { \(properties(\.darkChannels)) } }

      """
  }

  static func hexadecimal(_ channels: [Int]) -> String {
    "#" + channels.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// A place between 0 and 1 on the scale *cividis*, whose lightness grows evenly.
  ///
  /// Reference: Nuñez, Anderton and Renslow 2018, doi:10.1371/journal.pone.0199239.
  static func cividis(_ place: Double) -> [Int] {
    let landmarks: [[Double]] = [
      [0, 34, 78], [42, 63, 109], [87, 93, 109], [124, 123, 120], [165, 156, 116], [210, 192, 96],
      [254, 232, 56],
    ]
    let position = min(max(place, 0), 1) * Double(landmarks.count - 1)
    let index = min(Int(position), landmarks.count - 2)
    let share = position - Double(index)
    return zip(landmarks[index], landmarks[index + 1]).map { low, high in
      Int((low + share * (high - low)).rounded())
    }
  }
}
