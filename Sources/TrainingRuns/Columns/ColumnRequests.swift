import Diagnostics
import Tables

/// The columns needed: those with a role, and those named by filters, drops and groups.
struct ColumnRequests {
  let names: [String]
  let assignment: ColumnAssignment
  let derivedRole: ColumnRole?
  /// The column of L if it is a variable of a law for another quantity.
  let lossVariable: Int?
  /// The headers of variables bound to a column.
  let bindings: [String: String]
  let file: String
  private(set) var requests: [ColumnRequest] = []
  private var slots: [ColumnRequest: Int] = [:]

  init(
    names: [String], assignment: ColumnAssignment, derivedRole: ColumnRole?, lossVariable: Int?,
    bindings: [String: String], file: String
  ) {
    self.names = names
    self.assignment = assignment
    self.derivedRole = derivedRole
    self.lossVariable = lossVariable
    self.bindings = bindings
    self.file = file
  }

  /// The column meant by a name in a filter, a drop or a grouping: the header with this name,
  /// otherwise the role.
  enum Reference {
    case column(Int)
    case derived
  }

  mutating func add(_ place: Int, _ kind: ColumnRequest.Kind) {
    let request = ColumnRequest(index: place, kind: kind)
    guard slots[request] == nil else { return }
    slots[request] = requests.count
    requests.append(request)
  }

  mutating func add(
    named name: String, _ kind: ColumnRequest.Kind, at location: Origin,
    isVariable: Bool = false
  ) throws {
    if var fault = fault(of: name, kind) {
      if isVariable, bindings[name] == nil {
        fault.what += ", which is a variable of the law"
        fault.fix = "name its column: \(.column, of: name, "HEADER")"
      }
      throw Diagnostic(
        origin: location, what: fault.what, why: fault.why, fix: fault.fix,
        category: isVariable ? .data : nil)
    }
    if case .column(let place) = reference(name) { add(place, kind) }
  }

  mutating func add(_ filter: RowFilter) throws {
    let columns =
      filter.expression.numberColumns.map { ($0, ColumnRequest.Kind.number) }
      + filter.expression.textColumns.map { ($0, .text) }
    for (column, kind) in columns {
      if let fault = fault(of: column.name, kind) {
        throw RowFilter.error(
          fault.what, in: filter.text, offset: column.offset, at: filter.location,
          why: fault.why, fix: fault.fix)
      }
      if case .column(let place) = reference(column.name) { add(place, kind) }
    }
  }

  /// The index of a column among the requests.
  func slot(_ place: Int, _ kind: ColumnRequest.Kind) -> Int? {
    slots[ColumnRequest(index: place, kind: kind)]
  }

  func reference(_ name: String) -> Reference? {
    if let header = bindings[name] { return names.firstIndex(of: header).map { .column($0) } }
    if let place = names.firstIndex(of: name) { return .column(place) }
    guard let role = ColumnRole(name: name) else { return nil }
    if role == .loss, let lossVariable { return .column(lossVariable) }
    return role == derivedRole ? .derived : assignment.places[role].map { .column($0) }
  }

  private func fault(
    of name: String, _ kind: ColumnRequest.Kind
  ) -> (what: Phrase, why: Phrase, fix: Phrase)? {
    let name = bindings[name] ?? name
    let why: Phrase = "the columns of \(file) are \(listed(names))"
    let count = names.count { $0 == name }
    if count > 1 {
      return ("\(count) columns are named '\(name)'", why, "rename all but one in the header")
    }
    switch bindings.values.contains(name) && !names.contains(name) ? nil : reference(name) {
    case .column: return nil
    case .derived where kind == .number: return nil
    case .derived:
      return (
        "'\(name)' is computed and numeric, not text", why, "name a column of the file"
      )
    case nil:
      let roles = ColumnRole.allCases.map(\.rawValue).filter { role in
        reference(role) != nil && !names.contains(role)
      }
      let near = nearestNames(to: name, in: names + roles)
      let fix: Phrase = near.isEmpty ? "name one of them" : "did you mean \(listed(near))?"
      return ("no column '\(name)'", why, fix)
    }
  }
}
