/// Cuts a text into records and records into cells, from one end to the other.
protocol RecordSplitter {
  /// Appends the cells of the next record to `cells`.
  ///
  /// - Returns: Where the record begins; nil at the end of the text.
  /// - Throws: ``Diagnostic`` where the text breaks the rules of its format.
  mutating func nextRecord(in bytes: Span<UInt8>, appendingTo cells: inout [Cell]) throws
    -> RecordStart?

  /// Passes records that need no cutting into cells, where there are such.
  mutating func nextPlainRecords(in bytes: Span<UInt8>) -> PlainRecords?
}

extension RecordSplitter {
  /// None: every record is cut into cells.
  mutating func nextPlainRecords(in bytes: Span<UInt8>) -> PlainRecords? { nil }
}
