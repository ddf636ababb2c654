/// The colours of figures: those of Okabe and Ito 2008, "Color Universal Design", which readers with
/// any colour vision tell apart, and greys.
enum FigureColour: Sendable, Equatable {
  case ink
  case grey
  case blue
  case vermilion
  case green
  case orange
  case sky
  case purple
  /// A place between 0 and 1 on a scale from dark to light.
  case scale(Double)

  /// The colour as gnuplot and CSS take it.
  var hexadecimal: String {
    switch self {
    case .ink: "#1f2328"
    case .grey: "#8a929b"
    case .blue: "#0072b2"
    case .vermilion: "#d55e00"
    case .green: "#009e73"
    case .orange: "#e69f00"
    case .sky: "#56b4e9"
    case .purple: "#cc79a7"
    case .scale(let place): Self.onScale(place)
    }
  }

  /// Points of the scale *cividis* (Nuñez, Anderton and Renslow 2018, doi:10.1371/journal.pone.0199239),
  /// whose lightness grows evenly; the last fifth is too light for a white page and left out.
  private static let landmarks: [(red: Double, green: Double, blue: Double)] = [
    (0, 34, 78), (42, 63, 109), (87, 93, 109), (124, 123, 120), (165, 156, 116), (196, 183, 96),
  ]

  private static func onScale(_ place: Double) -> String {
    let position = min(max(place, 0), 1) * Double(landmarks.count - 1)
    let index = min(Int(position), landmarks.count - 2)
    let share = position - Double(index)
    let (low, high) = (landmarks[index], landmarks[index + 1])
    func mixed(_ channel: (((red: Double, green: Double, blue: Double)) -> Double)) -> String {
      let value = Int((channel(low) + share * (channel(high) - channel(low))).rounded())
      return (value < 16 ? "0" : "") + String(value, radix: 16)
    }
    return "#" + mixed(\.red) + mixed(\.green) + mixed(\.blue)
  }
}
