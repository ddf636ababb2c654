/// Cuts a text into records and records into cells, from one end to the other.
protocol RecordSplitter {
  /// Appends the cells of the next record to `cells`.
  ///
  /// - Returns: Where the record begins; nil at the end of the text.
  /// - Throws: ``InputError`` where the text breaks the rules of its format.
  mutating func nextRecord(in bytes: Span<UInt8>, appendingTo cells: inout [Cell]) throws
    -> RecordStart?
}
