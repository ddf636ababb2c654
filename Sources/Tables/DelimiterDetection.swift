/// The delimiter that splits the first records most consistently.
///
/// For each candidate the records are split, and those with as many cells as the header are
/// counted. The candidate that splits the header and has the largest share of such records wins;
/// then the one with more columns; then comma before tab before semicolon. If none splits the
/// header, the table has one column, and a comma is assumed.
///
/// - Complexity: O(*k*) in the bytes of the first records.
func detectDelimiter(
  of bytes: Span<UInt8>, from start: RecordStart, file: String
) -> TableFormat.Delimiter {
  var best = (delimiter: TableFormat.Delimiter.comma, share: 0.0, width: 1)
  for delimiter in TableFormat.Delimiter.allCases {
    let widths = firstWidths(of: bytes, delimiter: delimiter, from: start, file: file)
    guard let width = widths.first, width > 1 else { continue }
    let share = Double(widths.count { $0 == width }) / Double(widths.count)
    if (share, width) > (best.share, best.width) {
      best = (delimiter, share, width)
    }
  }
  return best.delimiter
}

/// The number of cells in the header and the next records, up to the first malformed one.
private func firstWidths(
  of bytes: Span<UInt8>, delimiter: TableFormat.Delimiter, from start: RecordStart, file: String
) -> [Int] {
  var splitter = CSVSplitter(delimiter: delimiter, width: nil, start: start, file: file)
  var widths: [Int] = []
  var cells: [Cell] = []
  while widths.count < 20,
    (try? splitter.nextRecord(in: bytes, appendingTo: &cells)) != nil
  {
    widths.append(cells.count)
    cells.removeAll(keepingCapacity: true)
  }
  return widths
}
