public import Diagnostics

/// What a `dataset.yml` says of the table beside it.
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
  /// A line that says what the runs are.
  public var title: String
  /// The works to cite.
  public var citations: [String]
  /// The terms under which the figures may be used.
  public var licence: String?
  /// Where the figures come from.
  public var source: Source?
  /// The path of the table, from the folder that it is in, and inside it.
  ///
  /// Empty where ``tableOf`` names another dataset, until a store has found it.
  public var file: String
  /// The dataset whose table this one reads, where it has none of its own.
  public var tableOf: String?
  /// The headers of the columns that play a role.
  public var columns: [ColumnRole: String]
  /// The units of columns that are not in parameters, tokens, FLOP or nats per token.
  public var units: [ColumnRole: ColumnUnit]
  /// What the figures mean.
  public var conventions: Conventions
  /// Conditions that rows have to meet, with their reasons.
  public var filters: [RowFilter]
  /// Rules of highest rows to drop, with their reasons.
  public var dropHighest: [DropHighest]
  /// Whether drops are applied again within bootstrap replicates; `nil` where that is not said.
  public var redrawDrops: Bool?
  /// The column that tells groups apart.
  public var groupBy: String?
  /// The fits that were published on these runs.
  public var published: [PublishedFit]
  /// Where each of ``columns`` is named.
  var columnLocations: [ColumnRole: Origin]
  /// Where ``tableOf`` is named.
  var tableOfLocation: Origin?

  /// Where figures come from.
  public struct Source: Sendable, Equatable {
    /// The address of the repository, or of the folder on a server, that the figures are in.
    public var url: String?
    /// The version of the repository at `url`.
    public var commit: String?
    /// The path at `url` of the very file that ``DatasetDescriptor/file`` is; `nil` where the table was
    /// made from others, and cannot be fetched.
    public var path: String?
    /// The SHA-256 of the table ``DatasetDescriptor/file``, in small hexadecimal digits.
    public var sha256: String?
    /// The files that the table was made from, where it is none of them.
    public var files: [File] = []
    /// What was done to the file, or where in it the figures are.
    public var note: String?

    /// A file that a table was made from.
    public struct File: Sendable, Equatable {
      /// The path at the source's address.
      public var path: String
      /// Its SHA-256, in small hexadecimal digits.
      public var sha256: String?
    }
  }

  /// What figures mean.
  public struct Conventions: Sendable, Equatable {
    /// Which parameters N counts.
    public var parameters: ParameterCounting?
    /// The unit of the loss, such as `nats per token`.
    public var loss: String?
    /// k in C = k·N·D, FLOP per parameter and token.
    public var flopPerParameterToken: Double?
    /// Where the figures mean something else than their names suggest, a sentence each.
    public var notes: [String] = []
  }

  /// Which parameters are counted.
  public enum ParameterCounting: String, Sendable, CaseIterable {
    /// All of them.
    case total
    /// All but those of the embedding.
    case nonEmbedding = "non-embedding"
    /// Those that act on a token.
    case active
  }
}
