import Tables
import Testing
import TrainingRuns

@Suite("Units of columns")
struct ColumnUnitTests {
  /// Reads a table with units given as on the command line.
  func read(
    _ text: String, columns: [ColumnRole: String] = [:], units: [String] = [],
    where filters: [String] = []
  ) throws -> RunTable {
    var options = ReadingOptions()
    options.columns = columns
    for unit in units { try options.setUnit(parsing: unit) }
    options.filters = try filters.map { try RowFilter(parsing: $0) }
    return try RunTable(
      reading: TableReader(bytes: Array(text.utf8), name: "runs.csv"), name: "runs.csv",
      path: "runs.csv", options: options)
  }

  @Test(
    "Numbers are converted to parameters, tokens, FLOP and nats per token.",
    arguments: [
      ("parameters", "millions", 7.0, 7e6), ("parameters", "7", 7.0, 49.0),
      ("tokens", "billions", 1.4, 1.4e9), ("tokens", "sequences*2048", 3, 6144),
      ("tokens", "steps*0.5M", 2, 1e6), ("compute", "macs", 5, 10), ("compute", "forward", 5, 15),
      ("compute", "forward-macs", 5, 30), ("compute", "petaflop-days", 1, 8.64e19),
      ("compute", "forward*1e12", 1, 3e12), ("loss", "bits", 1, 0.6931471805599453),
      ("loss", "bits*4", 1, 4 * 0.6931471805599453), ("loss", "perplexity", 10, 2.302585092994046),
      ("loss", "nats", 3, 3),
    ] as [(String, String, Double, Double)])
  func converts(_ name: String, _ unit: String, _ value: Double, _ expected: Double) throws {
    let role = try #require(ColumnRole(name: name))
    let roles = [role] + [ColumnRole.parameters, .tokens, .loss].filter { $0 != role }
    let table = try read(
      roles.map(\.rawValue).joined(separator: ",") + "\n\(value)"
        + String(repeating: ",2", count: roles.count - 1) + "\n", units: ["\(name)=\(unit)"])
    let column =
      switch role {
      case .parameters: table.parameterCount
      case .tokens: table.tokenCount
      case .compute: table.compute
      default: table.loss
      }
    #expect(abs(column[0] / expected - 1) < 1e-15)
    #expect(table.notes.contains { $0.contains("in \(unit): ") })
  }

  @Test("C is computed from converted N and D, and conditions see converted numbers.")
  func derived() throws {
    let table = try read(
      "N,tokens,loss\n1e8,2,3\n1e9,4,2.5\n", units: ["tokens=billions"], where: ["tokens > 3e9"])
    #expect(table.compute == [6 * 1e9 * 4e9])
  }

  @Test(
    "A header that implies another unit is refused, or the unit is suggested.",
    arguments: [
      (
        "N,D,loss_bits\n1,1,1\n",
        """
        error: runs.csv: 'loss_bits' could be the loss L, in bits
          why: a law is fitted to nats per token, and a guess would change the fit
          fix: choose one: 'bits' as the unit of loss, or 1 as the unit of loss if the name is misleading
        """
      ),
      (
        "N,macs,loss\n1,1,1\n",
        """
        error: runs.csv: no column for the tokens D or the compute C
          why: two of N, D and C are needed, and the third follows from C = 6ND; the parameters N are 'N'; the columns are \
        'N', 'macs', 'loss'
          fix: name one: HEADER as the column of tokens or HEADER as the column of compute; if 'macs' is the compute C in \
        multiply-accumulates, 'macs' as the column of compute and 'macs' as the unit of compute
        """
      ),
      (
        "N,D,val_bpb\n1,1,1\n",
        """
        error: runs.csv: no column for the loss L
          why: the columns are 'N', 'D', 'val_bpb'
          fix: name it: HEADER as the column of loss; if 'val_bpb' is the loss L in bits per byte, 'val_bpb' as the column of loss and \
        'bits*BYTES-IN-A-TOKEN' as the unit of loss
        """
      ),
    ])
  func refuses(_ text: String, _ expected: String) {
    #expect(complaint { try read(text) } == expected)
  }

  @Test("A column that was named in spite of its unit is warned of, unless the unit is given.")
  func warns() throws {
    let text = "N,forward_tflops,loss\n1e8,1e9,3\n1e9,1e9,2\n"
    let named = try read(text, columns: [.compute: "forward_tflops"])
    #expect(
      named.warnings == [
        "'forward_tflops' is read as FLOP of forward and backward passes, but its name suggests FLOP of the "
          + "forward pass: 'forward*1e12' as the unit of compute converts it"
      ])
    #expect(named.notes.contains(named.warnings[0]))
    let converted = try read(
      text, columns: [.compute: "forward_tflops"], units: ["compute=forward*1e12"])
    #expect(converted.warnings.isEmpty)
    #expect(converted.compute == [3e21, 3e21])
  }

  @Test(
    "Units that are none are refused.",
    arguments: [
      ("loss=bitz", "error: the unit: unknown unit 'bitz' of the loss L"),
      ("tokens=sequences", "error: the unit: the unit 'sequences' of the tokens D needs a number"),
      (
        "tokens=billions*x",
        "error: the unit: expected a number between 1e-60 and 1e60 after '*', found 'x'"
      ),
      (
        "tokens=sequences*1e300",
        "error: the unit: expected a number between 1e-60 and 1e60 after '*', found '1e300'"
      ),
      ("run=3", "error: the unit: the run has no unit"),
      ("tokens", "error: the unit: expected ROLE=UNIT"),
      ("tokens=-1", "error: the unit: unknown unit '-1' of the tokens D"),
      (
        "compute=macs",
        "error: the unit: a unit is given for the compute C, but runs.csv has no such column"
      ),
    ])
  func badUnits(_ unit: String, _ expected: String) {
    #expect(complaint { try read("N,D,loss\n1,1,1\n", units: [unit]) }.hasPrefix(expected))
  }

  @Test(
    "FLOP that are a constant factor off 6ND are explained.",
    arguments: [
      (1.0, "forward-macs"), (2, "forward"), (3, "macs"),
    ])
  func factors(_ factor: Double, _ unit: String) throws {
    let rows = [(1e8, 1e9), (1e9, 1e10), (1e9, 5e10)].map {
      "\($0.0),\($0.1),\(factor * $0.0 * $0.1),3\n"
    }
    let table = try read("N,D,C,loss\n" + rows.joined())
    #expect(
      table.notes.contains {
        $0.contains("C / ND is near") && $0.hasSuffix("\(unit) as the unit of compute")
      })
    let fine = try read("N,D,C,loss\n" + rows.joined(), units: ["compute=\(unit)"])
    #expect(!fine.notes.contains { $0.contains("deviate") })
  }
}

@Suite("Duplicate and mixed runs")
struct RunWarningTests {
  let rows = (1...5).map { (n: "\($0)e8", d: "\($0)e9", l: 3 - 0.1 * Double($0)) }

  @Test("Rows that repeat N, D and L under another name cause a warning.")
  func repetition() throws {
    let text = rows.flatMap { row in
      ["a", "b"].map { "\($0),\(row.n),\(row.d),\(row.l)\n" }
    }
    let table = try runs("family,N,D,loss\n" + text.joined())
    #expect(
      table.warnings == [
        "5 of 10 rows repeat the N, D and L of an earlier row (row 2 ('b') those of row 1 ('a')): duplicate "
          + "runs make intervals too narrow; exclude them with the filter of rows"
      ])
    #expect(
      try runs("family,N,D,loss\n" + text.joined(), where: ["family == 'a'"]).warnings.isEmpty)
  }

  @Test(
    "Losses on several evaluation sets for the same runs give a warning, unless they are separated."
  )
  func mixed() throws {
    let text = rows.flatMap { row in
      ["c4", "pile"].enumerated().map { "\(row.n),\(row.d),\($1),\(row.l + Double($0))\n" }
    }
    let whole = "N,D,eval_set,loss\n" + text.joined()
    #expect(
      try runs(whole).warnings == [
        "losses on different data are fitted together: the same N and D occur with several of 'c4', 'pile' in column "
          + "'eval_set'; choose with 'eval_set == \"c4\"' as the filter of rows, or fit each with 'eval_set' as the grouping column"
      ])
    #expect(try runs(whole, groupBy: "eval_set").warnings.isEmpty)
    #expect(try runs(whole, where: ["eval_set == 'c4'"]).warnings.isEmpty)
  }

  @Test("Two tables of the same runs are not independent evidence.")
  func shared() throws {
    let text = "N,D,loss\n" + rows.map { "\($0.n),\($0.d),\($0.l)\n" }.joined()
    func named(_ name: String, _ text: String) throws -> RunTable {
      try RunTable(
        reading: TableReader(bytes: Array(text.utf8), name: name), name: name, path: name)
    }
    let tables = [try named("a", text), try named("b", text), try named("c", "N,D,loss\n1,1,1\n")]
    #expect(
      tables.sharedRuns() == [
        "b and a share 5 runs (same N, D and L): they are not independent evidence"
      ])
  }
}
