using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Translation;

/// <summary>Refuses columns that no table of the query has. DuckDB would refuse them too, but with messages about the
/// macros that replace the query's operators; and it also accepts the aliases of the select list, which Athena does
/// in ORDER BY only. Columns of an outer query are marked: see <see cref="Correlated"/>.</summary>
internal sealed class ColumnResolution(QueryText query, Catalog catalog, string database)
{
    /// <summary>The property that marks a column of an outer query, or of a table before an UNNEST: DuckDB determines
    /// its type too late to choose macros by it.</summary>
    public const string Correlated = "$correlated";

    /// <summary>The property with the type of a column of a table of the catalog, also if subqueries pass it
    /// on.</summary>
    public const string StoredType = "$stored";

    /// <summary>The property with the <see cref="OperandKind"/> of a column that a subquery computes.</summary>
    public const string Kind = "$kind";

    /// <summary>The column with the number of a table's row. Only the twin names it, in the queries of statements
    /// that change rows.</summary>
    public const string RowNumber = "$row";

    private readonly Stack<ColumnSource> _commonTables = new();

    /// <exception cref="AthenaException">The column does not exist, or its name is ambiguous.</exception>
    public void Check(JsonObject statement) => Query(statement["node"]!.AsObject(), null);

    /// <summary>Checks a query.</summary>
    /// <returns>The names of its columns, null for a column without a name; null if they are not known.</returns>
    private ImmutableArray<SourceColumn>? Query(JsonObject node, ColumnScope? outer)
    {
        var depth = _commonTables.Count;
        foreach (var table in node["cte_map"]?["map"]?.AsArray() ?? [])
        {
            CommonTable(table!.AsObject(), outer);
        }

        ImmutableArray<SourceColumn>? columns = null;
        switch (node.Text("type"))
        {
            case "SELECT_NODE":
                columns = Select(node, outer);
                break;
            case "SET_OPERATION_NODE" when node["left"] is JsonObject left && node["right"] is JsonObject right:
                columns = Both(Query(left, outer), Query(right, outer));
                break;
        }
        while (_commonTables.Count > depth)
        {
            _commonTables.Pop();
        }

        return columns;
    }

    private void CommonTable(JsonObject table, ColumnScope? outer)
    {
        var name = table.Text("key");
        var aliases = Names(table["value"]!["aliases"]);
        var node = table["value"]!["query"]!["node"]!.AsObject();
        if (node.Text("type") != "RECURSIVE_CTE_NODE")
        {
            _commonTables.Push(new ColumnSource(name, Renamed(Query(node, outer), aliases)));
            return;
        }
        _commonTables.Push(new ColumnSource(name, Renamed(Both(Query(node["left"]!.AsObject(), outer), []), aliases)));
        Query(node["right"]!.AsObject(), outer);
    }

    private ImmutableArray<SourceColumn>? Select(JsonObject node, ColumnScope? outer)
    {
        var scope = new ColumnScope(From(node["from_table"], outer), outer);
        var list = node["select_list"]!.AsArray().Select(item => item!.AsObject()).ToList();
        var aliases = list.Select(item => item.Text("alias")).Where(alias => alias.Length > 0).ToImmutableArray();
        foreach (var clause in (string[])["select_list", "where_clause", "group_expressions", "having"])
        {
            Expression(node[clause], scope, aliases);
        }

        var columns = Columns(list, scope);
        Expression(node["modifiers"], new ColumnScope([new ColumnSource("", columns)], scope, IsOneQuery: true), []);
        return columns;
    }

    private static ImmutableArray<SourceColumn>? Columns(List<JsonObject> list, ColumnScope scope)
    {
        var columns = ImmutableArray.CreateBuilder<SourceColumn>();
        foreach (var item in list)
        {
            if (item.Text("class") == "STAR")
            {
                var table = item.Text("relation_name");
                foreach (var source in scope.Sources.Where(source => table.Length == 0 || source.IsNamed(table)))
                {
                    if (source.Columns is not { } all)
                    {
                        return null;
                    }

                    columns.AddRange(all);
                }
            }
            else
            {
                var name = item.Text("alias") is { Length: > 0 } alias ? alias
                    : item.Text("class") == "COLUMN_REF" ? Names(item["column_names"])[^1]
                    : null;
                columns.Add(new SourceColumn(name, item[StoredType]?.GetValue<string>(), OperandKinds.Of(item)));
            }
        }
        return columns.ToImmutable();
    }

    private static ImmutableArray<SourceColumn> Columns(JsonArray rows) =>
    [
        .. Enumerable.Range(0, rows[0]!.AsArray().Count).Select(index => new SourceColumn(
            null, null, OperandKinds.OfAll([.. rows.Select(row => row![index]!.AsObject())]))),
    ];

    private ImmutableArray<ColumnSource> From(JsonNode? node, ColumnScope? outer)
    {
        if (node is not JsonObject table)
        {
            return [];
        }

        var name = table.Text("alias") is { Length: > 0 } alias ? alias : table.Text("table_name");
        var renamed = Names(table["column_name_alias"]);
        switch (table.Text("type"))
        {
            case "EMPTY":
                return [];
            case "JOIN":
                return Join(table, outer);
            case "BASE_TABLE":
                return [new ColumnSource(name, Renamed(TableColumns(table), renamed))];
            case "SUBQUERY":
                return [new ColumnSource(name, Renamed(Query(table["subquery"]!["node"]!.AsObject(), outer), renamed))];
            case "TABLE_FUNCTION":
                Expression(table["function"], new ColumnScope([], outer), []);
                return [new ColumnSource(name, renamed.IsEmpty ? null : Renamed([], renamed))];
            case "EXPRESSION_LIST":
                Expression(table["values"], outer ?? new ColumnScope([], null), []);
                return [new ColumnSource(name, Renamed(Columns(table["values"]!.AsArray()), renamed))];
            default:
                return [new ColumnSource(name, null)];
        }
    }

    /// <summary>The sources of a join. The right side may use the left side's columns: UNNEST, LATERAL.</summary>
    private ImmutableArray<ColumnSource> Join(JsonObject join, ColumnScope? outer)
    {
        var left = From(join["left"], outer);
        var right = From(join["right"], new ColumnScope(left, outer));
        var merged = Names(join["using_columns"]);
        if (join.Text("ref_type") == "NATURAL")
        {
            merged = [.. right.SelectMany(source => source.Names)];
        }

        if (!merged.IsEmpty)
        {
            right = [.. right.Select(source => source with { Merged = [.. source.Merged, .. merged] })];
        }

        ImmutableArray<ColumnSource> both = [.. left, .. right];
        Expression(join["condition"], new ColumnScope(both, outer), []);
        return both;
    }

    private ImmutableArray<SourceColumn>? TableColumns(JsonObject table)
    {
        var name = table.Text("table_name");
        var schema = table.Text("schema_name");
        if (schema.Length == 0 && _commonTables.FirstOrDefault(common => common.IsNamed(name)) is { } common)
        {
            return common.Columns;
        }

        return catalog.Find(schema.Length > 0 ? schema : database, name) is { } found
            ? [.. found.Columns.Concat(found.PartitionKeys)
                .Select(column => new SourceColumn(column.Name, column.Type))]
            : null;
    }

    private void Expression(JsonNode? node, ColumnScope scope, ImmutableArray<string> aliases)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Expression(item, scope, aliases);
            }
        }
        if (node is not JsonObject tree)
        {
            return;
        }

        if (tree.Text("class") == "COLUMN_REF")
        {
            Column(tree, scope, aliases);
        }
        else if (tree.Text("class") == "SUBQUERY")
        {
            Expression(tree["child"], scope, aliases);
            Query(tree["subquery"]!["node"]!.AsObject(), scope);
        }
        else if (tree.Text("class") != "LAMBDA")
        {
            foreach (var property in tree)
            {
                Expression(property.Value, scope, aliases);
            }
        }
    }

    private void Column(JsonObject node, ColumnScope scope, ImmutableArray<string> aliases)
    {
        var names = Names(node["column_names"]);
        if (TrinoDialect.TypeOfWord(node, query) is not null || names[^1] == RowNumber)
        {
            return;
        }

        if (scope.Refusal(names, out var isCorrelated) is not { } refusal)
        {
            var column = scope.Find(names);
            if (column?.Type is { } type)
            {
                node[StoredType] = type;
            }

            if (column?.Kind is { } kind)
            {
                node[Kind] = kind.ToString();
            }

            if (isCorrelated)
            {
                node[Correlated] = true;
            }

            return;
        }
        if (names is [var name] && aliases.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            refusal = $"COLUMN_NOT_FOUND: Column '{name}' cannot be resolved: an alias of the select list is known in "
                + "ORDER BY only: repeat the expression, or give the alias in a subquery";
        }
        else if (names[^1].StartsWith('$'))
        {
            refusal = $"the twin does not know Athena's hidden column {names[^1]}";
        }
        else if (names.Length == 1 && query.TokenOf(node).Text.StartsWith('"'))
        {
            refusal += $". Double quotes are for names: a text is written '{names[0]}'";
        }

        throw query.Refuse(refusal, node);
    }

    private static ImmutableArray<SourceColumn>? Renamed(
        ImmutableArray<SourceColumn>? columns, ImmutableArray<string> names) => names.IsEmpty ? columns :
    [
        .. names.Select((name, index) => (columns?.ElementAtOrDefault(index) ?? default) with { Name = name }),
        .. columns?.Skip(names.Length) ?? [],
    ];

    // The other part may have another type.
    private static ImmutableArray<SourceColumn>? Both(
        ImmutableArray<SourceColumn>? columns, ImmutableArray<SourceColumn>? others) =>
        columns?.Select((column, index) => others?.ElementAtOrDefault(index).Kind == column.Kind
            ? column with { Type = null }
            : new SourceColumn(column.Name)).ToImmutableArray();

    private static ImmutableArray<string> Names(JsonNode? list) =>
        list is JsonArray names ? [.. names.Select(name => name!.GetValue<string>())] : [];
}
