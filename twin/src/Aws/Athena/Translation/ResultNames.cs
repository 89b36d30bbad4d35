using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Translation;

/// <summary>The names of a result's columns, as the query writes them.</summary>
internal static class ResultNames
{
    /// <summary>A name for each item of the select list; null for a <c>*</c>.</summary>
    /// <exception cref="AthenaException">The twin does not support this kind of query.</exception>
    public static ImmutableArray<string?> Read(JsonObject query)
    {
        while (query.Text("type") != "SELECT_NODE")
        {
            query = (query["left"] ?? query["child"])?.AsObject()
                ?? throw new AthenaException($"the twin does not know {query.Text("type")}");
        }
        if (query["from_table"] is JsonObject rows && rows.Text("type") == "EXPRESSION_LIST"
            && rows["column_name_alias"] is not JsonArray { Count: > 0 }
            && query["select_list"]!.AsArray() is [JsonObject all]
            && all.Text("class") == "STAR")
        {
            return [.. rows["values"]![0]!.AsArray().Select((_, i) => Unnamed(i))];
        }

        return
        [
            .. query["select_list"]!.AsArray().Select((item, i) => item!.AsObject() switch
            {
                var star when star.Text("class") == "STAR" => null,
                var named when named.Text("alias").Length > 0 => named.Text("alias"),
                var column when column.Text("class") == "COLUMN_REF" =>
                    column.ColumnNames()[^1],
                _ => Unnamed(i),
            }),
        ];
    }

    /// <summary>Replaces a <c>*</c> by the names of its columns.</summary>
    /// <param name="names">The result of <see cref="Read"/>.</param>
    /// <param name="all">DuckDB's name of every column.</param>
    public static ImmutableArray<string> Expand(ImmutableArray<string?> names, ImmutableArray<string> all)
    {
        // With more than one star, the end of the first one is not known.
        if (names.Count(name => name is null) > 1)
        {
            return all;
        }

        var expanded = ImmutableArray.CreateBuilder<string>();
        foreach (var name in names)
        {
            if (name is not null)
            {
                expanded.Add(name);
            }
            else
            {
                expanded.AddRange(all.Skip(expanded.Count).Take(all.Length - names.Length + 1));
            }
        }
        return expanded.ToImmutable();
    }

    private static string Unnamed(int column) => string.Create(CultureInfo.InvariantCulture, $"_col{column}");
}
