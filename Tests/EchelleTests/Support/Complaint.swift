import Testing

/// Runs `echelle` with `arguments`, which must be refused: nothing on standard output, exactly
/// `errors` on standard error, and the exit code.
func expectComplaint(
  _ errors: String, exitCode: Int32, from arguments: [String], in sandbox: Sandbox,
  input: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  let run = try await Command.run(arguments, in: sandbox.folder, input: input)
  #expect(run.output.isEmpty, sourceLocation: sourceLocation)
  #expect(run.errors == errors + "\n", sourceLocation: sourceLocation)
  #expect(run.exitCode == exitCode, sourceLocation: sourceLocation)
}
