/// A dense matrix of doubles in LAPACK's column-major order.
public struct Matrix: Sendable, Equatable {
  /// The number of rows m.
  public let rows: Int
  /// The number of columns n.
  public let columns: Int
  /// The m·n elements, column after column.
  public var elements: [Double]

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, elements: Array(repeating: 0, count: rows * columns))
  }

  /// A matrix from its elements, column after column.
  ///
  /// - Precondition: `elements` has `rows · columns` elements.
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(elements.count == rows * columns, "a matrix needs rows × columns elements")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// The element in `row` and `column`, both counted from 0.
  public subscript(row: Int, column: Int) -> Double {
    get { elements[column * rows + row] }
    set { elements[column * rows + row] = newValue }
  }

  /// The elements of one column.
  public func column(_ index: Int) -> ArraySlice<Double> {
    elements[index * rows..<(index + 1) * rows]
  }
}
