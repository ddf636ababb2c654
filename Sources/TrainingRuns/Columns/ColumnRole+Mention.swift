package import Diagnostics

extension ColumnRole {
  /// The mention that sets this role's column to `header`.
  package func column(_ header: String) -> Mention {
    Mention(.column, of: rawValue, value: .name(header))
  }

  /// The mention that sets this role's unit to `unit`.
  package func unit(_ unit: String) -> Mention {
    Mention(.unit, of: rawValue, unit)
  }
}
