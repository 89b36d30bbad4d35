using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace Local.Aws.Athena;

/// <summary>A query as it is written, and where in it the nodes of its syntax tree come from.</summary>
internal sealed class QueryText
{
    private readonly Dictionary<ulong, int> _indexByByte = [];

    public QueryText(string sql)
    {
        Sql = sql;
        Tokens = SqlTokens.Of(sql);
        // DuckDB gives places as offsets into the text's UTF-8.
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

    /// <summary>The index of the token that the node begins at, or null when DuckDB knows no place.</summary>
    public int? IndexOf(JsonObject node) => _indexByByte.TryGetValue(node.Location(), out var index) ? index : null;

    /// <summary>The token that the node begins at; an empty one when DuckDB knows no place.</summary>
    public SqlToken TokenOf(JsonObject node) => IndexOf(node) is { } index ? Tokens[index] : new SqlToken("", 0);

    public AthenaException Refuse(string message, JsonObject node) => new(
        message,
        node.Location() is var at and not DuckDbNode.Nowhere ? SqlPosition.OfByte(Sql, (long)at) : null);

    public AthenaException Refuse(string message, SqlToken token) => new(message, SqlPosition.Of(Sql, token.Start));
}
