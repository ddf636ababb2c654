import Diagnostics
import Tables
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

@Suite struct FileTests {
  private let folder = TemporaryFolder()

  @Test func readsAFileAndALink() throws {
    let file = folder.write(Array("a,b\n1,x\n".utf8), to: "runs.csv")
    let link = folder.file("link.csv")
    symlink(file, link)
    for path in [file, link] {
      let reader = try TableReader(path: path)
      #expect(reader.name == path)
      let table = try reader.read([ColumnRequest(index: 0, kind: .number)])
      #expect(table.numbers(0) == [1])
      #expect(table.location(row: 0, column: 0).description == "\(path):2:1")
    }
  }

  @Test func keepsWhatItHasWhenTheFileGoes() throws {
    let file = folder.write(Array("a,b\n1,oops\n".utf8), to: "gone.csv")
    let table = try TableReader(path: file).read([ColumnRequest(index: 1, kind: .number)])
    unlink(file)
    #expect(table.cellText(row: 0, column: 0) == "oops")
  }

  @Test func saysWhatCannotBeOpened() {
    let missing = folder.path + "/missing.csv"
    #expect(
      complaint { _ = try TableReader(path: missing) }
        == "\(missing): cannot open the file: No such file or directory")
    #expect(
      complaint { _ = try TableReader(path: folder.path) } == """
        \(folder.path): is a directory, not a table
          fix: name a file in it
        """)
    #expect(
      complaint { _ = try TableReader(path: "/dev/null") } == """
        /dev/null: the file is empty
          fix: use CSV with a header, or JSON Lines
        """)
  }
}
