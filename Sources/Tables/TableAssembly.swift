/// Columns under construction.
struct TableAssembly {
  private let requests: [ColumnRequest]
  private var numbers: [NumberColumnBuilder]
  private var texts: [TextColumnBuilder]
  private var records: [RecordStart] = []
  private var isReserved = false

  init(requests: [ColumnRequest], parser: QuantityParser, isCSV: Bool) {
    self.requests = requests
    numbers = requests.filter { $0.kind == .number }
      .map { NumberColumnBuilder(index: $0.index, parser: parser) }
    texts = requests.filter { $0.kind == .text }.map {
      TextColumnBuilder(index: $0.index, removesGuards: isCSV)
    }
  }

  /// Reads all records.
  mutating func fill(
    from splitter: inout some RecordSplitter, width: Int, in bytes: Span<UInt8>
  ) throws {
    var batch = CellBatch(width: width)
    while true {
      while let plain = splitter.nextPlainRecords(in: bytes) {
        take(&batch, in: bytes)
        append(plain, in: bytes)
      }
      guard let record = try splitter.nextRecord(in: bytes, appendingTo: &batch.cells) else {
        break
      }
      records.append(record)
      if batch.isFull { take(&batch, in: bytes) }
    }
    take(&batch, in: bytes)
  }

  /// Converts and empties the batch.
  private mutating func take(_ batch: inout CellBatch, in bytes: Span<UInt8>) {
    guard let last = records.last, !batch.cells.isEmpty else { return }
    reserve(upTo: last, in: bytes)
    for column in numbers.indices {
      numbers[column].append(batch, in: bytes)
    }
    for column in texts.indices {
      texts[column].append(batch, in: bytes)
    }
    batch.cells.removeAll(keepingCapacity: true)
  }

  private mutating func append(_ plain: PlainRecords, in bytes: Span<UInt8>) {
    for record in 0..<plain.count {
      records.append(plain.start(of: record))
    }
    reserve(upTo: plain.start(of: plain.count), in: bytes)
    for column in numbers.indices {
      numbers[column].append(plain, in: bytes)
    }
    for column in texts.indices {
      texts[column].append(plain, in: bytes)
    }
  }

  /// Reserves capacity once for the expected rows, and a few more, so that columns need not move.
  ///
  /// The records so far, which end at `end`, may be unrepresentative, so the reservation is
  /// limited.
  private mutating func reserve(upTo end: RecordStart, in bytes: Span<UInt8>) {
    // The start of a record does not give its length: use the previous record.
    guard !isReserved, records.count > 1, end.offset > 0 else { return }
    isReserved = true
    let rowsPerByte = Double(records.count - 1) / Double(end.offset)
    let rowCount = min(Int(rowsPerByte * Double(bytes.count) * 1.05), 1 << 24)
    records.reserveLargeCapacity(rowCount)
    for column in numbers.indices {
      numbers[column].reserveCapacity(rowCount)
    }
    for column in texts.indices {
      texts[column].reserveCapacity(rowCount)
    }
  }

  /// The finished table.
  ///
  /// - Throws: `Diagnostic` if a text is not UTF-8.
  func table(contents: FileContents, layout: RecordLayout) throws -> Table {
    var columns: [Table.Column] = []
    var unreadable: [CellIndex] = []
    var malformed: [CellIndex] = []
    var number = 0
    var text = 0
    for (index, request) in requests.enumerated() {
      switch request.kind {
      case .number:
        columns.append(.numbers(numbers[number].values))
        unreadable += numbers[number].unreadableRows.map { CellIndex(row: $0, column: index) }
        number += 1
      case .text:
        let (column, firstMalformedRow) = texts[text].column()
        columns.append(.texts(column))
        if let row = firstMalformedRow {
          malformed.append(CellIndex(row: row, column: index))
        }
        text += 1
      }
    }
    let table = Table(
      columns: columns, unreadableCells: unreadable.sorted(), contents: contents, layout: layout,
      requests: requests, records: records)
    if let first = malformed.min() {
      throw malformedText("a cell", at: table.location(row: first.row, column: first.column))
    }
    return table
  }
}
