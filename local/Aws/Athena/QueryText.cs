using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace Local.Aws.Athena;

/// <summary>The text of a query, and the positions in it of the nodes of its syntax tree.</summary>
internal sealed class QueryText
{
    private readonly Dictionary<ulong, int> _indexByByte = [];

    public QueryText(string sql)
    {
        Sql = sql;
        Tokens = SqlTokens.Of(sql);
        // DuckDB's positions are offsets into the text in UTF-8.
        var bytes = 0;
        var from = 0;
        for (var i = 0; i < Tokens.Length; i++)
        {
            bytes += Encoding.UTF8.GetByteCount(sql.AsSpan(from, Tokens[i].Start - from));
            from = Tokens[i].Start;
            _indexByByte[(ulong)bytes] = i;
        }
    }

    public string Sql { get; }

    public ImmutableArray<SqlToken> Tokens { get; }

    /// <summary>The index of the token at which the node begins, or null if DuckDB knows no position.</summary>
    public int? IndexOf(JsonObject node) => _indexByByte.TryGetValue(node.Location(), out var index) ? index : null;

    /// <summary>The token at which the node begins; an empty one if DuckDB knows no position.</summary>
    public SqlToken TokenOf(JsonObject node) => IndexOf(node) is { } index ? Tokens[index] : new SqlToken("", 0);

    public AthenaException Refuse(string message, JsonObject node) => new(
        message,
        node.Location() is var at and not DuckDbNode.Nowhere ? SqlPosition.OfByte(Sql, (long)at) : null);

    public AthenaException Refuse(string message, SqlToken token) => new(message, SqlPosition.Of(Sql, token.Start));
}
