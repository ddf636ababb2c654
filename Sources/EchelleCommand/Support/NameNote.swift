import EnergyModel
import Synchronization

/// Notes on standard error about names that were typed in another way than the tables have them.
enum NameNote {
  private static let written = Mutex<Set<String>>([])

  /// Notes which grid a name stands for, such as `usa` for `United States`.
  static func write(grid text: String?, _ tables: ReferenceTables) {
    guard let text, let grid = try? tables.grid(named: text),
      let name = try? tables.gridName(text), name != text.lowercased()
    else { return }
    write("grid '\(text)' is \(name), \(grid.title) \(grid.year)")
  }

  /// Notes which accelerator a name stands for, such as `h200-sxm` for `H200`.
  static func write(accelerator text: String?, _ tables: ReferenceTables) {
    guard let text, let accelerator = try? tables.accelerator(named: text),
      accelerator.name.lowercased() != text.lowercased()
    else { return }
    write("accelerator '\(text)' is \(accelerator.name), \(accelerator.title)")
  }

  /// Writes a note once, however often its name is looked up.
  private static func write(_ text: String) {
    guard written.withLock({ $0.insert(text).inserted }) else { return }
    Machine.writeNote(text)
  }
}
