import Statistics
import Testing

@Suite struct RandomStreamTests {
  @Test func knownAnswerOfPhilox() {
    // Known-answer vector of Random123 for philox4x32-10 with counter and key zero.
    var stream = RandomStream(seed: 0, stream: 0)
    #expect(
      (0..<4).map { _ in stream.nextWord() } == [
        0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8,
      ])
  }
}
