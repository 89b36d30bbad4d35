using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Translation;

/// <summary>The text of a query, and the positions in it of the nodes of its syntax tree.</summary>
internal sealed class QueryText
{
    private readonly Dictionary<ulong, int> _indexByByte = [];
    private readonly ComposedSql _source;

    public QueryText(string sql)
        : this(ComposedSql.Whole(sql))
    {
    }

    /// <summary>Creates a query of parts of a statement: positions are those in the statement.</summary>
    public QueryText(ComposedSql source)
    {
        _source = source;
        Sql = source.Text;
        Tokens = SqlTokens.Split(Sql);
        // DuckDB's positions are offsets into the text in UTF-8.
        var bytes = 0;
        var from = 0;
        for (var i = 0; i < Tokens.Length; i++)
        {
            bytes += Encoding.UTF8.GetByteCount(Sql.AsSpan(from, Tokens[i].Start - from));
            from = Tokens[i].Start;
            _indexByByte[(ulong)bytes] = i;
        }
    }

    public string Sql { get; }

    /// <summary>The statement of which the query is, or is a part.</summary>
    public string Statement => _source.Original;

    public ImmutableArray<SqlToken> Tokens { get; }

    /// <summary>The index of the token at which the node begins, or null if DuckDB knows no position.</summary>
    public int? IndexOf(JsonObject node) => _indexByByte.TryGetValue(node.Location(), out var index) ? index : null;

    /// <summary>The token at which the node begins; an empty one if DuckDB knows no position.</summary>
    public SqlToken TokenOf(JsonObject node) => IndexOf(node) is { } index ? Tokens[index] : new SqlToken("", 0);

    /// <summary>The position in the statement of a node; null if DuckDB knows none.</summary>
    public SqlPosition? PositionOf(JsonObject node) =>
        node.Location() is var at and not DuckDbNode.Nowhere ? PositionOfByte((long)at) : null;

    public AthenaException Refuse(string message, JsonObject node) => new(message, PositionOf(node));

    public AthenaException Refuse(string message, SqlToken token) => new(message, PositionOf(token.Start));

    /// <summary>The position in the statement of a byte of the query in UTF-8, DuckDB's unit.</summary>
    public SqlPosition PositionOfByte(long offset)
    {
        var bytes = Encoding.UTF8.GetBytes(Sql);
        return PositionOf(Encoding.UTF8.GetCharCount(bytes, 0, (int)Math.Clamp(offset, 0, bytes.Length)));
    }

    private SqlPosition PositionOf(int index) => SqlPosition.From(Statement, _source.OriginalOf(index));
}
