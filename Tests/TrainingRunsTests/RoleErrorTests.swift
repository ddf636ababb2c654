import Testing
import TrainingRuns

@Suite struct RoleErrorTests {
  @Test func missingLoss() {
    #expect(
      complaint { try runs("N,D,perplexity\n1e6,2e7,30\n") } == """
        error: runs.csv: no column for the loss L
          why: the columns are 'N', 'D', 'perplexity'
          fix: name it: HEADER as the column of loss; if 'perplexity' is the loss L in perplexity, \
        'perplexity' as the column of loss and 'perplexity' as the unit of loss
        """)
  }

  @Test func missingTokensAndCompute() {
    #expect(
      complaint { try runs("N,loss\n1e6,3\n") } == """
        error: runs.csv: no column for the tokens D or the compute C
          why: two of N, D and C are needed, and the third follows from C = 6ND; the parameters N are 'N'; the \
        columns are 'N', 'loss'
          fix: name one: HEADER as the column of tokens or HEADER as the column of compute
        """)
  }

  @Test func missingAllThree() {
    #expect(
      complaint { try runs("size,loss\n1e6,3\n") } == """
        error: runs.csv: no column for the parameters N, the tokens D or the compute C
          why: two of N, D and C are needed, and the third follows from C = 6ND; the columns are 'size', 'loss'
          fix: name two of them: HEADER as the column of parameters, HEADER as the column of tokens \
        or HEADER as the column of compute
        """)
  }

  @Test func ambiguousParameters() {
    #expect(
      complaint { try runs("N,N_no_emb,D,loss\n1e6,8e5,2e7,3\n") } == """
        error: runs.csv: several columns could be the parameters N ('N', 'N_no_emb')
          why: they differ in meaning, and a guess would change the fit
          fix: choose one, as in 'N' as the column of parameters
        """)
  }

  @Test func everyAmbiguityAtOnce() {
    #expect(
      complaint { try runs("N,D,train tokens,loss,val_loss\n1,1,1,1,1\n") } == """
        error: runs.csv: several columns could be the tokens D ('D', 'train tokens') and the loss L \
        ('loss', 'val_loss')
          why: they differ in meaning, and a guess would change the fit
          fix: choose one, as in 'D' as the column of tokens and 'loss' as the column of loss
        """)
  }

  @Test(arguments: [[:], [.loss: "loss"]] as [[ColumnRole: String]])
  func headerThereTwice(_ columns: [ColumnRole: String]) {
    #expect(
      complaint { try runs("N,D,loss,loss\n1,1,1,1\n", columns: columns) } == """
        error: runs.csv: 2 columns are named 'loss'
          why: each could be the loss L
          fix: rename all but one in the header
        """)
  }

  @Test func headerNamedForTwoRoles() {
    #expect(
      complaint { try runs("N,x,loss\n1,1,1\n", columns: [.tokens: "x", .compute: "x"]) } == """
        error: runs.csv: the column 'x' is assigned to both the tokens D and the compute C
          why: a column can have only one role
          fix: choose another column for one of them
        """)
  }

  @Test func namedHeaderIsAbsent() {
    #expect(
      complaint { try runs("Model Size,D,loss\n1,1,1\n", columns: [.parameters: "model siz"]) }
        == """
        error: runs.csv: no column 'model siz' for the parameters N
          why: the columns of runs.csv are 'Model Size', 'D', 'loss'
          fix: did you mean 'Model Size' as the column of parameters?
        """)
  }

  @Test func unknownRole() {
    var options = ReadingOptions()
    #expect(
      complaint { try options.setColumn(parsing: "tokns=D") } == """
        error: the column: unknown role 'tokns'
          why: the roles are 'parameters', 'tokens', 'compute', 'loss', 'weight', 'run', 'family', 'step', 'order'
          fix: did you mean 'tokens'?
        """)
    #expect(
      complaint { try options.setColumn(parsing: "tokens") } == """
        error: the column: expected ROLE=HEADER, found 'tokens'
          why: the roles are 'parameters', 'tokens', 'compute', 'loss', 'weight', 'run', 'family', 'step', 'order'
          fix: write it as in tokens=train_tokens as the column
        """)
  }
}
