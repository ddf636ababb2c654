package import Diagnostics

extension ColumnRole {
  /// The column of this role, to be set to `header`.
  package func column(_ header: String) -> Mention {
    Mention(.column, of: rawValue, value: .name(header))
  }

  /// The unit of this role, to be set to `unit`.
  package func unit(_ unit: String) -> Mention {
    Mention(.unit, of: rawValue, unit)
  }
}
