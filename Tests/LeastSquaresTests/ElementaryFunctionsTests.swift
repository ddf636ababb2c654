import Foundation
import LeastSquares
import Statistics
import Testing

@Suite struct ElementaryFunctionsTests {
  static let kernels = VectorKernel.available.map(\.name)

  /// The largest distance to `expected`, in units in its last place.
  private static func largestError(_ actual: [Double], _ expected: [Double]) -> Double {
    zip(actual, expected).reduce(0) { largest, pair in
      if pair.0 == pair.1 || (pair.0.isNaN && pair.1.isNaN) { return largest }
      let error = abs(pair.0 - pair.1) / pair.1.ulp
      return error.isNaN ? .infinity : max(largest, error)
    }
  }

  @Test(
    arguments: kernels,
    [
      -745.2 ... -708.0, -708.0 ... -20.0, -20.0...20.0, -1e-3...1e-3, -1e-300...1e-300,
      20.0...709.8,
    ])
  func exponentialsAgreeWithTheSystem(
    _ name: String, _ range: ClosedRange<Double>
  ) throws {
    let kernel = try #require(VectorKernel.named(name))
    var stream = RandomStream(seed: 11, stream: 0)
    let values = (0..<50_000).map { _ in
      range.lowerBound + (range.upperBound - range.lowerBound) * stream.uniform()
    }
    #expect(Self.largestError(kernel.exponentials(values), values.map { exp($0) }) <= 2)
  }

  @Test(
    arguments: kernels,
    // Bit patterns: subnormals, all normals, near 1, near √½ and √2.
    [
      0x1...0x000F_FFFF_FFFF_FFFF, 0x0010_0000_0000_0000...0x7FEF_FFFF_FFFF_FFFF,
      0x3FEF_0000_0000_0000...0x3FF1_0000_0000_0000, 0x3FE6_A000_0000_0000...0x3FE6_A200_0000_0000,
      0x3FF6_A000_0000_0000...0x3FF6_A200_0000_0000,
    ] as [ClosedRange<UInt64>])
  func logarithmsAgreeWithTheSystem(_ name: String, _ patterns: ClosedRange<UInt64>) throws {
    let kernel = try #require(VectorKernel.named(name))
    var stream = RandomStream(seed: 12, stream: 0)
    let values = (0..<50_000).map { _ in
      Double(bitPattern: UInt64.random(in: patterns, using: &stream))
    }
    #expect(Self.largestError(kernel.logarithms(values), values.map { log($0) }) <= 2)
  }

  /// Special values, the edges of overflow and underflow, and counts that leave part of a vector.
  @Test(arguments: kernels)
  func specialValues(_ name: String) throws {
    let kernel = try #require(VectorKernel.named(name))
    let edges = [
      0, -0.0, .infinity, -.infinity, .nan, -.nan, 709.782712893384, 709.7827128933841, 710, 1e300,
      -708.3964185322641, -708.396418532264, -745.1332191019411, -745.1332191019412, -746, -1e300,
      .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, 1, -1, 0x1p-54,
      .greatestFiniteMagnitude,
    ]
    for count in 1...edges.count {
      let values = Array(edges.suffix(count))
      #expect(Self.largestError(kernel.exponentials(values), values.map { exp($0) }) <= 2)
      #expect(Self.largestError(kernel.logarithms(values), values.map { log($0) }) <= 2)
    }
    #expect(kernel.exponentials([0, -0.0, -.infinity, .infinity]) == [1, 1, 0, .infinity])
    #expect(kernel.logarithms([1, 0, -0.0, .infinity]) == [0, -.infinity, -.infinity, .infinity])
    #expect(
      kernel.logarithms([-1, -.infinity, -Double.leastNonzeroMagnitude]).allSatisfy { $0.isNaN })
    #expect(kernel.exponentials([]).isEmpty && kernel.logarithms([]).isEmpty)
  }

  @Test func kernelsAreFoundByName() {
    #expect(VectorKernel.available.allSatisfy { VectorKernel.named($0.name)?.name == $0.name })
    #expect(VectorKernel.best.name == VectorKernel.available.last?.name)
    #expect(VectorKernel.named("abacus") == nil)
  }
}
