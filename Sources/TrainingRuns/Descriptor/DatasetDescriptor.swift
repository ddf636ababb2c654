public import Diagnostics

/// A `dataset.yml`, which describes the table next to it.
///
///     title: My runs
///     file: runs.csv
///     columns: {parameters: params, tokens: tokens, loss: val_loss}
///
/// The dataset's name is that of its folder.
public struct DatasetDescriptor: Sendable, Equatable {
  /// The `dataset.yml`.
  public var location: Origin
  /// The path of the `dataset.yml`.
  public var path: String { location.file }
  /// A one-line description of the runs.
  public var title: String
  /// The works to cite.
  public var citations: [String]
  /// The licence of the data.
  public var licence: String?
  /// The source of the figures.
  public var source: Source?
  /// The path of the table, relative to and inside the folder.
  ///
  /// Empty if ``tableOf`` names another dataset, until a store resolves it.
  public var file: String
  /// The dataset whose table this one uses, if it has none of its own.
  public var tableOf: String?
  /// The headers of the columns with roles.
  public var columns: [ColumnRole: String]
  /// The units of columns not in parameters, tokens, FLOP or nats per token.
  public var units: [ColumnRole: ColumnUnit]
  /// The conventions of the figures.
  public var conventions: Conventions
  /// Conditions on rows, with reasons.
  public var filters: [RowFilter]
  /// Rules for dropping the highest rows, with reasons.
  public var dropHighest: [DropHighest]
  /// Whether drops are reapplied within bootstrap replicates; `nil` if not given.
  public var redrawDrops: Bool?
  /// The grouping column.
  public var groupBy: String?
  /// Published fits to these runs.
  public var published: [PublishedFit]
  /// The location of each of ``columns`` in the descriptor.
  var columnLocations: [ColumnRole: Origin]
  /// The location of ``tableOf``.
  var tableOfLocation: Origin?

  /// The source of figures.
  public struct Source: Sendable, Equatable {
    /// The address of the repository or folder with the figures.
    public var url: String?
    /// The commit of the repository at `url`.
    public var commit: String?
    /// The path at `url` of the identical file ``DatasetDescriptor/file``; `nil` if the table was
    /// built from others and cannot be downloaded.
    public var path: String?
    /// The SHA-256 of the table ``DatasetDescriptor/file``, in lower-case hexadecimal.
    public var sha256: String?
    /// The files that the table was built from, if it is none of them.
    public var files: [File] = []
    /// How the file was processed, or where the figures are in it.
    public var note: String?

    /// A file that a table was built from.
    public struct File: Sendable, Equatable {
      /// The path at the source's address.
      public var path: String
      /// Its SHA-256, in lower-case hexadecimal.
      public var sha256: String?
    }
  }

  /// The conventions of figures.
  public struct Conventions: Sendable, Equatable {
    /// The parameters that N counts.
    public var parameters: ParameterCounting?
    /// The unit of the loss, such as `nats per token`.
    public var loss: String?
    /// k in C = k·N·D, FLOP per parameter and token.
    public var flopPerParameterToken: Double?
    /// Deviations of figures from what their names suggest, one sentence each.
    public var notes: [String] = []
  }

  /// Definitions of N.
  public enum ParameterCounting: String, Sendable, CaseIterable {
    /// All of them.
    case total
    /// All except embeddings.
    case nonEmbedding = "non-embedding"
    /// Parameters used per token.
    case active
  }
}
