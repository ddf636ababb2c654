import Testing
import TrainingLogs
import TrainingRuns

@Suite("Ambiguities in logs")
struct LossChoiceTests {
  @Test("Several losses are listed, with the option to set.")
  func several() throws {
    let text = "step,eval/c4/loss,eval/pile/loss,train/loss\n1,5,6,4\n2,4,5,3\n"
    #expect(
      complaint { try loggedRun(text, path: "t.csv") } == """
        error: t.csv: the log has several losses: 'eval/c4/loss', 'eval/pile/loss'
          why: they are measured on different data, and a guess would change the fit
          fix: choose one: 'eval/c4/loss' as the logged loss
        """)
    #expect(try loggedRun(text, path: "t.csv") { $0.lossNames = ["pile"] }.final?.loss == 5)
    #expect(
      complaint { try loggedRun(text, path: "t.csv") { $0.lossNames = ["mmlu"] } } == """
        error: t.csv: no loss named 'mmlu'
          why: the log has 'eval/c4/loss', 'eval/pile/loss', 'train/loss'
          fix: name one of them: NAME as the logged loss
        """)
  }

  @Test("Perplexity and bits per byte are converted only on request, given the inputs.")
  func units() throws {
    let perplexity = "step,val_ppl\n1,20\n2,10\n"
    #expect(
      complaint { try loggedRun(perplexity, path: "t.csv") } == """
        error: t.csv: the log has perplexity ('val_ppl') but no loss
          why: laws are fitted to the loss in nats per token, which is log(perplexity)
          fix: convert it: the conversion from perplexity
        """)
    let fromPerplexity = try loggedRun(perplexity, path: "t.csv") { $0.unit = .perplexity }
    #expect(abs((fromPerplexity.final?.loss ?? 0) - 2.302585092994046) < 1e-15)
    let bits = "step,val_bpb\n1,1.5\n2,1\n"
    #expect(
      complaint { try loggedRun(bits, path: "t.csv") }
        .contains(
          "fix: convert it: the conversion from bits per byte and RATIO as the bytes per token"))
    let fromBits = try loggedRun(bits, path: "t.csv") { $0.unit = .bitsPerByte(bytesPerToken: 4) }
    #expect(abs((fromBits.final?.loss ?? 0) - 4 * 0.6931471805599453) < 1e-15)
    // A loss is not converted twice.
    let twice = complaint {
      try loggedRun("step,loss\n1,5\n", path: "t.csv") {
        $0.unit = .perplexity
        $0.lossNames = ["loss"]
      }
    }
    #expect(twice.contains("it would be converted twice"))
  }

  @Test("A loss of which a perplexity is the power of 2 is in bits, and refused.")
  func bits() throws {
    let text = "step,loss,ppl\n1,5,32\n2,4,16\n"
    #expect(
      complaint { try loggedRun(text, path: "t.csv") } == """
        error: t.csv: the loss 'loss' is in bits: 2^loss equals 'ppl'
          why: laws are fitted to the loss in nats per token
          fix: use the perplexity: the conversion from perplexity and 'ppl' as the logged loss
        """)
    let converted = try loggedRun(text, path: "t.csv") {
      $0.unit = .perplexity
      $0.lossNames = ["ppl"]
    }
    #expect(abs((converted.final?.loss ?? 0) - 2.772588722239781) < 1e-15)
    let nats = "step,loss,ppl\n1,5,148.41\n2,4,54.598\n"
    #expect(try loggedRun(nats, path: "t.csv").final?.loss == 4)
  }

  @Test("The final loss is the last, the lowest, or a mean over the last steps.")
  func rules() throws {
    let losses = (1...100).map { step in step == 97 ? "97,1\n" : "\(step),\(200 - step)\n" }
    let text = "step,loss\n" + losses.joined()
    func final(_ rule: FinalLossRule) throws -> LoggedRun.Checkpoint? {
      try loggedRun(text, path: "t.csv") { $0.finalLoss = rule }.final
    }
    #expect(try final(.last)?.loss == 100)
    #expect(try final(.minimum)?.loss == 1)
    #expect(try final(.minimum)?.step == 97)
    // Steps 95 to 100.
    let mean = [105.0, 104, 1, 102, 101, 100].reduce(0, +) / 6
    #expect(try final(.smoothed)?.loss == mean)
    #expect(try final(.smoothed)?.step == 100)
  }

  @Test("Several counts of tokens, or of parameters, are listed.")
  func counts() throws {
    let tokens = complaint {
      try loggedRun("step,loss,tokens,total_tokens\n1,5,10,80\n", path: "t.csv")
    }
    #expect(
      tokens == """
        error: t.csv: several columns could be the tokens D ('tokens', 'total_tokens')
          why: they differ in meaning, and a guess would change the fit
          fix: choose one: 'tokens' as the column of tokens
        """)
    let text = "step,loss,n_params,non_embedding_params\n1,5,100,80\n"
    #expect(
      complaint { try loggedRun(text, path: "t.csv") }
        .hasPrefix("error: t.csv: several counts could be the parameters N"))
    let chosen = try loggedRun(text, path: "t.csv") { $0.columns[.parameters] = "n_params" }
    #expect(chosen.parameterCount == 100)
  }

  @Test("D is step times batch times context, from options or settings, and said.")
  func tokens() throws {
    let text = "step,loss\n10,5\n20,4\n"
    let bare = try loggedRun(text, path: "t.csv")
    #expect(bare.final?.tokens == nil)
    #expect(
      bare.notes.contains {
        $0.hasPrefix("D is unknown: give the batch size and the context length")
      })
    let converted = try loggedRun(text, path: "t.csv") {
      $0.batchSequences = 512
      $0.contextLength = 1024
    }
    #expect(converted.checkpoints.map(\.tokens) == [5_242_880, 10_485_760])
    #expect(converted.notes.contains("D is steps × 512 sequences × 1024 tokens"))
    let counted = try loggedRun(
      "step,loss,tokens\n10,5,1000\n15,4.5,\n20,4,3000\n30,3,\n", path: "t.csv")
    #expect(counted.checkpoints.map(\.tokens) == [1000, 2000, 3000, 5000])
    #expect(counted.notes.contains { $0.hasPrefix("after step 20") })
  }

  @Test("N comes from a rule by name, from the log, or is counted from its settings.")
  func parameters() throws {
    let text = "step,loss,n_params,d_model\n1,5,100,64\n"
    #expect(try loggedRun(text, path: "190M-1xC.csv").parameterCount == 100)
    for (pattern, fits) in [("190M-*", true), ("*xC", true), ("1*-*C", true), ("90M-*", false)] {
      let run = try loggedRun(text, path: "190M-1xC.csv") {
        $0.parameters = [LogOptions.ParameterRule(pattern: pattern, count: 7, note: "seven")]
      }
      #expect(run.parameterCount == (fits ? 7 : 100))
      #expect(run.notes.contains("seven") == fits)
    }
    let counted = try loggedRun("step,loss,d_model\n1,5,64\n", path: "t.csv") {
      $0.countingParameters = { settings in
        settings["d_model"].map { LogOptions.CountedParameters(count: 9, note: "width \($0)") }
      }
    }
    #expect(counted.parameterCount == 9)
    #expect(counted.notes.contains("width 64"))
  }

  @Test("Runs with differently named losses cause a warning.")
  func mixed() throws {
    let options = LogOptions()
    let runs = try ["step,eval_loss\n1,5\n", "step,val_loss\n1,5.5\n", "step,val_loss\n2,5\n"]
      .enumerated().flatMap { index, text in
        try LogFile(bytes: Array(text.utf8), path: "r\(index).csv").logs()
      }.map { try LoggedRun($0, options: options) }
    #expect(
      LoggedRuns(runs, options: options).warnings == [
        "the losses have different names and may be on different data: 'eval_loss' of 1 run (r0) and "
          + "'val_loss' of 2 runs (r1, …); choose one for all with NAME as the logged loss"
      ])
    #expect(LoggedRuns(Array(runs.dropFirst()), options: options).warnings.isEmpty)
  }
}
