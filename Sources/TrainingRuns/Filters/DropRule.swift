/// A ``DropHighest`` bound to the rows of a ``RunTable``.
public struct DropRule: Sendable {
  /// The rule.
  public let rule: DropHighest
  /// The value by which each row is ranked; finite.
  public let keys: [Double]
  /// The rows from the highest key to the lowest; of equal ones the later comes first.
  public let order: [Int]

  init(rule: DropHighest, keys: [Double]) {
    self.rule = rule
    self.keys = keys
    order = keys.indices.sorted { keys[$0] == keys[$1] ? $0 > $1 : keys[$0] > keys[$1] }
  }

  /// Takes away the `rule.count` highest of the rows that `copies` holds.
  ///
  /// In a bootstrap replicate a row that was drawn twice is two rows. Where `copies` holds no more
  /// rows than the rule drops, none is left.
  ///
  /// - Parameter copies: How often each row is there, a whole number.
  /// - Precondition: `copies` has one element per row.
  /// - Complexity: O(rows) at most; O(count) where few of the highest rows are absent.
  public func apply(to copies: inout [Double]) {
    precondition(copies.count == keys.count, "a rule applies to the rows it is bound to")
    var left = Double(rule.count)
    for row in order where copies[row] > 0 {
      guard left > 0 else { return }
      let taken = min(left, copies[row])
      copies[row] -= taken
      left -= taken
    }
  }
}
