import Diagnostics
import Tables

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// All columns of `text` as text, row by row.
func rows(_ text: String) throws -> [[String]] {
  try rows(Array(text.utf8))
}

/// All columns of `bytes` as text, row by row.
func rows(_ bytes: [UInt8]) throws -> [[String]] {
  let reader = try TableReader(bytes: bytes, name: "t")
  let table = try reader.read(
    reader.columnNames.indices.map { ColumnRequest(index: $0, kind: .text) })
  return (0..<table.rowCount).map { row in
    reader.columnNames.indices.map { table.texts($0)[row] }
  }
}

/// All columns of `text` as numbers.
func numberTable(_ text: String) throws -> Table {
  let reader = try TableReader(bytes: Array(text.utf8), name: "t")
  return try reader.read(
    reader.columnNames.indices.map { ColumnRequest(index: $0, kind: .number) })
}

/// What is said of the input error that `body` throws; nil if it throws none.
func complaint(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let error as Diagnostic {
    return error.description
  } catch {
    return "not a Diagnostic: \(error)"
  }
}

/// SplitMix64: small, seeded, and good enough to make test data.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}

/// A folder that is gone with its owner.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/echelle-tables-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap(mkdtemp).map { String(cString: $0) } ?? "/tmp"
    }
  }

  deinit {
    for name in names {
      unlink(name)
    }
    rmdir(path)
  }

  private var names: [String] = []

  /// The path of `name` in the folder, which is removed with it.
  func file(_ name: String) -> String {
    let file = path + "/" + name
    names.append(file)
    return file
  }

  /// Writes `bytes` to a file in the folder.
  func write(_ bytes: [UInt8], to name: String) -> String {
    let file = file(name)
    if let stream = fopen(file, "wb") {
      fwrite(bytes, 1, bytes.count, stream)
      fclose(stream)
    }
    return file
  }
}
