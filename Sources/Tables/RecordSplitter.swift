/// Splits a text into records and records into cells, sequentially.
protocol RecordSplitter {
  /// Appends the cells of the next record to `cells`.
  ///
  /// - Returns: The start of the record; nil at the end of the text.
  /// - Throws: `Diagnostic` if the text violates its format.
  mutating func nextRecord(in bytes: Span<UInt8>, appendingTo cells: inout [Cell]) throws
    -> RecordStart?

  /// Returns plain records without splitting them into cells, if possible.
  mutating func nextPlainRecords(in bytes: Span<UInt8>) -> PlainRecords?
}

extension RecordSplitter {
  /// None: every record is split into cells.
  mutating func nextPlainRecords(in bytes: Span<UInt8>) -> PlainRecords? { nil }
}
