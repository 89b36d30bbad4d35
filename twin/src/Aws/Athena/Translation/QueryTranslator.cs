using DuckDB.NET.Data;
using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;
using Twin.Aws.Athena.Tables;

namespace Twin.Aws.Athena.Translation;

/// <summary>Parses queries, checks them by Athena's rules, and translates them for DuckDB.</summary>
internal sealed class QueryTranslator(
    DuckDbSession duck, Catalog catalog, EngineTables tables, ColumnTypes types, TimeProvider time)
{
    private const string Serialize = "CAST(json_serialize_sql(CAST($argument AS VARCHAR)) AS VARCHAR)";

    // Constants have days in them, which pass.
    private const int MaxEvaluated = 1000;

    private readonly Dictionary<string, string?> _evaluated = new(StringComparer.Ordinal);
    private JsonNode? _selectOne;

    /// <summary>Translates a query, and opens the tables that it names.</summary>
    /// <exception cref="AthenaException">The query is wrong, or uses something that the twin cannot run as Athena
    /// does.</exception>
    public TranslatedQuery Translate(QueryText query, string database)
    {
        var tree = Parse(query);
        var statement = tree["statements"]![0]!.AsObject();
        var names = ResultNames.Read(statement["node"]!.AsObject());
        var named = new List<NamedTable>();
        new ColumnResolution(query, catalog, database).Check(statement);
        new TrinoDialect(query, catalog, database, time.GetUtcNow(), table =>
        {
            named.Add(table);
            return tables.Open(table);
        }).Translate(statement);
        new UnionTypes(part => types.OfPart(part, Deserialize), new OperandTypes(query)).Check(statement);
        return new TranslatedQuery(Deserialize(statement), names, [.. named.Distinct()], statement);
    }

    /// <summary>The value of a constant expression of a translated query, as a text; null if it has none.</summary>
    public string? Evaluate(JsonObject expression)
    {
        if ((expression.TextConstant() ?? ConstantDay.TextOf(expression)) is { } text)
        {
            return text;
        }

        var written = expression.ToJsonString();
        if (!_evaluated.TryGetValue(written, out var value))
        {
            value = Compute(expression);
            if (_evaluated.Count == MaxEvaluated)
            {
                _evaluated.Clear();
            }

            _evaluated.Add(written, value);
        }

        return value;
    }

    private string? Compute(JsonObject constant)
    {
        _selectOne ??= JsonNode.Parse(duck.Call(Serialize, "SELECT 1"))!["statements"]![0]!;
        var statement = _selectOne.DeepClone().AsObject();
        statement["node"]!["select_list"]![0] = DuckDbNode.Cast(constant.DeepClone().AsObject(), "VARCHAR", "");
        try
        {
            return duck.Scalar(Deserialize(statement)) as string;
        }
        catch (DuckDBException)
        {
            // An expression that fails bounds nothing: the query itself tells.
            return null;
        }
    }

    private JsonObject Parse(QueryText query)
    {
        TrinoGrammar.CheckText(query);
        var json = duck.Call(Serialize, query.Sql);
        var tree = JsonNode.Parse(json)!.AsObject();
        return !tree.Has("error")
            ? tree
            : throw new AthenaException(
                PlainMessage.Of(tree.Text("error_message")),
                long.TryParse(tree.Text("position"), out var at) ? query.PositionOfByte(at) : null);
    }

    private string Deserialize(JsonObject statement)
    {
        var statements = new JsonArray(statement.DeepClone());
        var tree = new JsonObject { ["error"] = false, ["statements"] = statements };
        return duck.Call("json_deserialize_sql(CAST($argument AS JSON))", tree.ToJsonString());
    }
}

/// <summary>A query in DuckDB's SQL.</summary>
/// <param name="Sql">The query for DuckDB.</param>
/// <param name="Names">The names of its columns; null for a <c>*</c>.</param>
/// <param name="Tree">Its syntax tree, translated.</param>
internal sealed record TranslatedQuery(
    string Sql, ImmutableArray<string?> Names, ImmutableArray<NamedTable> Tables, JsonObject Tree);
