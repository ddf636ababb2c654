/// A ``DropHighest`` bound to the rows of a ``RunTable``.
public struct DropRule: Sendable {
  /// The rule.
  public let rule: DropHighest
  /// The finite sort key of each row.
  public let keys: [Double]
  /// The rows by decreasing key; among equal keys the later row comes first.
  public let order: [Int]

  init(rule: DropHighest, keys: [Double]) {
    self.rule = rule
    self.keys = keys
    order = keys.indices.sorted { keys[$0] == keys[$1] ? $0 > $1 : keys[$0] > keys[$1] }
  }

  /// Removes the `rule.count` highest of the rows in `copies`.
  ///
  /// In a bootstrap replicate a row drawn twice counts as two rows. If `copies` has no more
  /// rows than the rule drops, none are left.
  ///
  /// - Parameter copies: The multiplicity of each row, a whole number.
  /// - Precondition: `copies` has one element per row.
  /// - Complexity: O(rows) at most; O(count) if few of the highest rows are absent.
  public func apply(to copies: inout [Double]) {
    precondition(copies.count == keys.count, "a rule applies only to the rows it is bound to")
    var left = Double(rule.count)
    for row in order where copies[row] > 0 {
      guard left > 0 else { return }
      let taken = min(left, copies[row])
      copies[row] -= taken
      left -= taken
    }
  }
}
