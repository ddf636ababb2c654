import Testing
import TrainingLogs
import TrainingRuns

@Suite("How runs ended")
struct RunEndingTests {
  /// A log of a run with these losses, one a step.
  func log(_ losses: [String], header: String = "step,loss", from first: Int = 1) -> String {
    header + "\n" + losses.enumerated().map { "\(first + $0),\($1)\n" }.joined()
  }

  @Test("A loss that ends as NaN or rises far again has diverged.")
  func diverged() throws {
    let lost = try loggedRun(log(["5", "4", "nan"]), path: "t.csv")
    #expect(lost.status == .diverged)
    #expect(lost.final?.loss == 4)
    #expect(lost.notes.contains("1 of 3 losses are not positive numbers"))
    let risen = try loggedRun(log(["9", "5", "4", "3", "8", "8.5", "8", "9"]), path: "t.csv")
    #expect(risen.status == .diverged)
    #expect(risen.notes.contains { $0.hasPrefix("the loss ends at 8.5, after a minimum of 3") })
    let spike = try loggedRun(log(["9", "5", "nan", "8", "4", "3", "3", "3"]), path: "t.csv")
    #expect(spike.status == .unknown)
    #expect(spike.final?.loss == 3)
  }

  @Test("A loss on held-out data that rises while that of training falls is overfitting, and said.")
  func overfitting() throws {
    let rows = (0..<8).map { "\($0),\(9 - $0),\($0 < 4 ? 9 - $0 : 4 + $0)\n" }
    let run = try loggedRun("step,train_loss,val_loss\n" + rows.joined(), path: "t.csv")
    #expect(run.status == .unknown)
    #expect(
      run.notes.contains(
        "the loss ends at 10.0, after a minimum of 6.0, while the training loss 'train_loss' kept "
          + "falling"))
  }

  @Test("An error at the end of a text is a crash; one that was recovered from is not.")
  func crashed() throws {
    let head = "step 10: train loss 5.0, val loss 5.1\n"
    let crash =
      "Traceback (most recent call last):\ntorch.cuda.OutOfMemoryError: CUDA out of memory.\n"
    let run = try loggedRun(head + crash)
    #expect(run.status == .crashed)
    #expect(run.notes.contains("ends with 'Traceback (most recent call last)' (line 2)"))
    let recovered = try loggedRun(head + crash + "step 20: train loss 4.0, val loss 4.1\n")
    #expect(recovered.status == .unknown)
  }

  @Test("Steps that begin again make another run; steps taken up again replace those done twice.")
  func restarted() throws {
    let anew = try loggedRuns([("t.csv", "step,loss\n1,9\n2,8\n1,9.5\n2,7\n3,6\n")])
    #expect(anew.map(\.name) == ["t", "t#2"])
    #expect(anew.map(\.status) == [.restarted, .unknown])
    #expect(anew.map { $0.final?.loss } == [8, 6])
    let resumed = try loggedRun("step,loss\n1,9\n2,8\n3,7\n4,6\n3,7.5\n4,6.5\n5,5\n", path: "t.csv")
    #expect(resumed.checkpoints.map(\.loss) == [9, 8, 7.5, 6.5, 5])
    #expect(
      resumed.notes.contains(
        "resumed at step 3 after step 4 (line 6): the later records replace the earlier ones"
      ))
  }

  @Test("A run with the losses of another is a duplicate, as is the beginning of one.")
  func duplicates() throws {
    let losses = ["9", "7", "6", "5", "4.5"]
    let runs = try loggedRuns([
      ("a.csv", log(losses)), ("b.csv", log(losses)), ("c.csv", log(Array(losses.prefix(4)))),
      ("d.csv", log(["9", "7", "6", "5", "4.501"])), ("e.csv", log(["9", "7", "6", "5", "3"])),
    ])
    #expect(runs.map(\.status) == [.unknown, .duplicate, .duplicate, .unknown, .unknown])
    #expect(runs[1].notes.contains("has the same losses as 'a'"))
    #expect(runs[2].notes.contains("is the first part of 'a'"))
    #expect(runs[3].notes.contains { $0.hasPrefix("may duplicate 'a'") })
    #expect(!runs[4].notes.contains { $0.contains("repeat") })
  }

  @Test("Runs of the same name get unique names.")
  func names() throws {
    let runs = try loggedRuns([("x/metrics.csv", log(["5"])), ("y/x/metrics.csv", log(["4"]))])
    #expect(runs.map(\.name) == ["x", "x#2"])
    #expect(runs[1].notes.contains("another run has the same name 'x': y/x/metrics.csv"))
  }

  @Test("Annealing is judged relative to the peak learning rate; a warm-up does not count.")
  func annealed() throws {
    let rates = ["0.1", "1", "0.5", "0.1"]
    let text = "step,loss,lr\n" + rates.enumerated().map { "\($0 + 1),\(9 - $0),\($1)\n" }.joined()
    let run = try loggedRun(text, path: "t.csv") { $0.keepsCurves = true }
    #expect(run.checkpoints.map(\.isAnnealed) == [false, false, false, true])
    #expect(run.status == .completed)
    let kept = try loggedRun(text, path: "t.csv") {
      $0.keepsCurves = true
      $0.onlyAnnealed = true
    }
    #expect(kept.checkpoints.map(\.step) == [4])
    #expect(try loggedRun("step,loss\n1,5\n", path: "t.csv").final?.isAnnealed == nil)
  }
}
