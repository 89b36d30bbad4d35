using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Tables;

namespace Twin.Aws.Athena.Scans;

/// <summary>Determines the readings of tables by a translated query, as Athena's optimizer plans them. A query of a
/// WITH is inserted wherever it is named (https://trino.io/docs/current/sql/select.html#with-clause); constant
/// conditions are moved into subqueries and across columns that must be equal; and columns that nothing needs are not
/// read.</summary>
/// <param name="catalog">The tables.</param>
/// <param name="evaluate">Computes a constant expression as a text; null if it cannot.</param>
internal sealed class ScanAnalysis(Catalog catalog, Func<JsonObject, string?> evaluate)
{
    private static readonly ImmutableDictionary<string, CommonTable> NoCommonTables =
        ImmutableDictionary.Create<string, CommonTable>(StringComparer.OrdinalIgnoreCase);

    private readonly List<TableScan> _scans = [];

    /// <summary>The readings of a statement.</summary>
    public ImmutableArray<TableScan> Analyze(JsonObject statement)
    {
        Query(statement["node"]!.AsObject(), NoCommonTables, null, []);
        return [.. _scans];
    }

    /// <param name="common">The common tables that are visible to it.</param>
    /// <param name="needed">The columns of its result that are needed; null for all.</param>
    /// <param name="bounds">The ranges of columns of its result.</param>
    private void Query(
        JsonObject node,
        ImmutableDictionary<string, CommonTable> common,
        HashSet<string>? needed,
        Dictionary<string, ValueRange> bounds)
    {
        common = WithOwn(node, common);
        if (node.Text("type") == "SELECT_NODE")
        {
            Select(node, common, needed, bounds);
            return;
        }

        // The columns of both sides belong together by their places.
        var names = NamesOf(node, common);
        foreach (var side in (string[])["left", "right"])
        {
            if (node[side] is not JsonObject query)
            {
                continue;
            }

            var own = NamesOf(query, common);
            var moved = new Dictionary<string, ValueRange>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, range) in node.Text("type") == "SET_OPERATION_NODE" ? bounds : [])
            {
                if (names?.IndexOf(name, StringComparer.OrdinalIgnoreCase) is >= 0 and var index && index < own?.Length)
                {
                    moved[own.Value[index]] = range;
                }
            }

            Query(query, common, null, moved);
        }
    }

    private void Select(
        JsonObject node,
        ImmutableDictionary<string, CommonTable> common,
        HashSet<string>? needed,
        Dictionary<string, ValueRange> bounds)
    {
        var sources = new List<QuerySource>();
        var equal = new List<(QuerySource From, string FromColumn, QuerySource To, string ToColumn)>();
        From(node["from_table"], common, sources, equal);
        var items = node["select_list"]!.AsArray().Select(item => item!.AsObject()).ToList();
        var kept = needed is null || HasModifier(node, "DISTINCT_MODIFIER")
            ? items
            : items.FindAll(item => item.Text("class") == "STAR" || needed.Contains(NameOf(item)));
        var starColumns = items.Exists(item => item.Text("class") == "STAR") ? needed : null;
        foreach (var item in kept)
        {
            Need(item, sources, starColumns);
        }

        foreach (var clause in (string[])["where_clause", "group_expressions", "having", "modifiers"])
        {
            Need(node[clause], sources, starColumns);
        }

        Conditions(node["where_clause"], sources, sources, equal);
        if (!HasModifier(node, "LIMIT_MODIFIER") && !items.Exists(HasWindow))
        {
            MoveIn(node, items, sources, bounds);
        }

        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (from, fromColumn, to, toColumn) in equal)
            {
                changed |= from.Ranges.TryGetValue(fromColumn, out var range) && to.Bound(toColumn, range);
            }
        }

        Subqueries(node, common);
        foreach (var source in sources)
        {
            Read(source);
        }
    }

    private void Read(QuerySource source)
    {
        if (source.Table is { } table)
        {
            _scans.Add(new TableScan(
                table,
                source.NeedsAll ? null : source.Needed.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
                source.Ranges.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase)));
            return;
        }

        // A renamed column has another name inside.
        var inner = source.Query is null ? null : NamesOf(source.Query, source.CommonTables);
        string? Inside(string column) =>
            source.Names?.IndexOf(column, StringComparer.OrdinalIgnoreCase) is >= 0 and var index
            && index < inner?.Length
                ? inner.Value[index]
                : null;
        if (source.Query is not null)
        {
            var bounds = new Dictionary<string, ValueRange>(StringComparer.OrdinalIgnoreCase);
            foreach (var (column, range) in source.Ranges)
            {
                if (Inside(column) is { } name)
                {
                    bounds[name] = range;
                }
            }

            var needed = source.NeedsAll || inner is null
                ? null
                : source.Needed.Select(Inside).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
            Query(source.Query, source.CommonTables, needed, bounds);
        }
    }

    private static void MoveIn(
        JsonObject node, List<JsonObject> items, List<QuerySource> sources, Dictionary<string, ValueRange> bounds)
    {
        var groups = node["group_expressions"] is JsonArray list ? list.OfType<JsonObject>().ToList() : [];
        var isAggregate = groups.Count > 0 || items.Exists(HasAggregate);
        foreach (var (name, range) in bounds)
        {
            var item = items.Find(item => NameOf(item).Equals(name, StringComparison.OrdinalIgnoreCase));
            if (item is null && items.Exists(item => item.Text("class") == "STAR") && !isAggregate)
            {
                Bound(sources, [name], range);
            }
            else if (item?.Text("class") == "COLUMN_REF"
                && (!isAggregate || groups.Exists(group => group.Text("class") == "COLUMN_REF"
                    && group.ColumnNames()[^1].Equals(item.ColumnNames()[^1], StringComparison.OrdinalIgnoreCase))))
            {
                Bound(sources, item.ColumnNames(), range);
            }
        }
    }

    private void From(
        JsonNode? node,
        ImmutableDictionary<string, CommonTable> common,
        List<QuerySource> sources,
        List<(QuerySource From, string FromColumn, QuerySource To, string ToColumn)> equal)
    {
        if (node is not JsonObject table)
        {
            return;
        }

        if (table.Text("type") == "JOIN")
        {
            Join(table, common, sources, equal);
        }
        else if (SourceOf(table, common) is { } source)
        {
            sources.Add(source);
        }
    }

    private void Join(
        JsonObject join,
        ImmutableDictionary<string, CommonTable> common,
        List<QuerySource> sources,
        List<(QuerySource From, string FromColumn, QuerySource To, string ToColumn)> equal)
    {
        var left = new List<QuerySource>();
        var right = new List<QuerySource>();
        From(join["left"], common, left, equal);
        From(join["right"], common, right, equal);
        List<QuerySource> both = [.. left, .. right];
        Need(join["condition"], both, null);
        // A condition bounds a side whose rows without a match are not kept.
        var bounded = join.Text("join_type") switch
        {
            "INNER" => both,
            "LEFT" => right,
            "RIGHT" => left,
            _ => [],
        };
        Conditions(join["condition"], both, bounded, equal);
        var columns = join["using_columns"] is JsonArray names ? names.Select(name => name!.GetValue<string>()) : [];
        foreach (var column in columns)
        {
            if (left.Find(source => source.MayHave(column)) is { } one
                && right.Find(source => source.MayHave(column)) is { } other)
            {
                one.Needed.Add(column);
                other.Needed.Add(column);
                AddEqual(one, column, other, column, bounded, equal);
            }
        }

        sources.AddRange(both);
    }

    private QuerySource? SourceOf(JsonObject table, ImmutableDictionary<string, CommonTable> common)
    {
        var alias = table.Text("alias") is { Length: > 0 } given ? given : table.Text("table_name");
        ImmutableArray<string>? Renamed(ImmutableArray<string>? names) =>
            table["column_name_alias"] is JsonArray { Count: > 0 } list
                ? [.. list.Select(name => name!.GetValue<string>()), .. names?.Skip(list.Count) ?? []]
                : names;
        switch (table.Text("type"))
        {
            case "BASE_TABLE" when table.Text("schema_name").Length == 0
                && common.TryGetValue(table.Text("table_name"), out var query):
                return new QuerySource(alias, Renamed(query.Names), null, query.Query, query.CommonTables);
            case "BASE_TABLE" when catalog.Find(table.Text("schema_name"), table.Text("table_name")) is { } found:
                return new QuerySource(
                    alias,
                    [.. found.Columns.Concat(found.PartitionKeys).Select(column => column.Name)],
                    new NamedTable(table.Text("schema_name"), found),
                    null,
                    common);
            case "SUBQUERY":
                var subquery = table["subquery"]!["node"]!.AsObject();
                return new QuerySource(alias, Renamed(NamesOf(subquery, common)), null, subquery, common);
            default:
                return null;
        }
    }

    private void Conditions(
        JsonNode? condition,
        List<QuerySource> visible,
        List<QuerySource> bounded,
        List<(QuerySource From, string FromColumn, QuerySource To, string ToColumn)> equal)
    {
        if (condition is not JsonObject node)
        {
            return;
        }

        if (node.Text("type") == "CONJUNCTION_AND")
        {
            foreach (var part in node.Children())
            {
                Conditions(part, visible, bounded, equal);
            }

            return;
        }

        if (ColumnCondition.From(node, evaluate) is { } found
            && Find(visible, found.Column) is { } source
            && bounded.Contains(source))
        {
            source.Bound(found.Column[^1], found.Range);
        }
        else if (ColumnCondition.Equality(node) is var (one, other)
            && Find(visible, one) is { } first && Find(visible, other) is { } second)
        {
            AddEqual(first, one[^1], second, other[^1], bounded, equal);
        }
    }

    private static void AddEqual(
        QuerySource one,
        string column,
        QuerySource other,
        string otherColumn,
        List<QuerySource> bounded,
        List<(QuerySource From, string FromColumn, QuerySource To, string ToColumn)> equal)
    {
        if (bounded.Contains(other))
        {
            equal.Add((one, column, other, otherColumn));
        }

        if (bounded.Contains(one))
        {
            equal.Add((other, otherColumn, one, column));
        }
    }

    private static void Bound(List<QuerySource> sources, string[] column, ValueRange range) =>
        Find(sources, column)?.Bound(column[^1], range);

    private static QuerySource? Find(List<QuerySource> sources, string[] column) => sources.Find(source =>
        (column.Length == 1 || source.Name.Equals(column[^2], StringComparison.OrdinalIgnoreCase))
        && source.MayHave(column[^1]));

    /// <summary>Notes the columns that an expression names, in subqueries too.</summary>
    private static void Need(JsonNode? node, List<QuerySource> sources, HashSet<string>? starColumns)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Need(item, sources, starColumns);
                }

                break;
            case JsonObject tree when tree.Text("class") == "COLUMN_REF":
                foreach (var source in sources.Where(source => Find([source], tree.ColumnNames()) is not null))
                {
                    source.Needed.Add(tree.ColumnNames()[^1]);
                }

                break;
            case JsonObject tree when tree.Text("class") == "STAR":
                foreach (var source in sources.Where(source => tree.Text("relation_name") is { Length: > 0 } name
                    ? source.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                    : true))
                {
                    source.NeedsAll |= starColumns is null;
                    source.Needed.UnionWith(starColumns ?? []);
                }

                break;
            case JsonObject tree:
                foreach (var property in tree)
                {
                    Need(property.Value, sources, starColumns);
                }

                break;
        }
    }

    /// <summary>Finds the readings of the subqueries in expressions.</summary>
    private void Subqueries(JsonNode? node, ImmutableDictionary<string, CommonTable> common)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Subqueries(item, common);
            }
        }
        else if (node is JsonObject tree)
        {
            if (tree.Text("class") == "SUBQUERY")
            {
                Subqueries(tree["child"], common);
                Query(tree["subquery"]!["node"]!.AsObject(), common, null, []);
                return;
            }

            // Those of FROM are read as sources.
            foreach (var property in tree.Where(property => property.Key is not ("cte_map" or "subquery")))
            {
                Subqueries(property.Value, common);
            }
        }
    }

    private ImmutableDictionary<string, CommonTable> WithOwn(
        JsonObject node, ImmutableDictionary<string, CommonTable> common)
    {
        foreach (var entry in node["cte_map"]?["map"]?.AsArray() ?? [])
        {
            var value = entry!["value"]!;
            var query = value["query"]!["node"]!.AsObject();
            var names = value["aliases"] is JsonArray { Count: > 0 } aliases
                ? aliases.Select(name => name!.GetValue<string>()).ToImmutableArray()
                : NamesOf(query, common);
            common = common.SetItem(entry.AsObject().Text("key"), new CommonTable(query, names, common));
        }

        return common;
    }

    /// <summary>The names of a query's columns, empty without a name; null if it has the star of a join.</summary>
    private ImmutableArray<string>? NamesOf(JsonObject query, ImmutableDictionary<string, CommonTable> common)
    {
        while (query.Text("type") != "SELECT_NODE")
        {
            if ((query["left"] ?? query["child"]) is not JsonObject inner)
            {
                return null;
            }

            query = inner;
        }

        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var item in query["select_list"]!.AsArray().Select(item => item!.AsObject()))
        {
            if (item.Text("class") != "STAR")
            {
                names.Add(NameOf(item));
            }
            else if (query["from_table"] is JsonObject table
                && SourceOf(table, WithOwn(query, common))?.Names is { } all)
            {
                names.AddRange(all);
            }
            else
            {
                // The columns of a join depend on those that it merges.
                return null;
            }
        }

        return names.ToImmutable();
    }

    private static string NameOf(JsonObject item) => item.Text("alias") is { Length: > 0 } alias ? alias
        : item.Text("class") == "COLUMN_REF" ? item.ColumnNames()[^1]
        : "";

    private static bool HasModifier(JsonObject node, string type) =>
        node["modifiers"] is JsonArray modifiers
        && modifiers.OfType<JsonObject>().Any(part => part.Text("type") == type);

    private static bool HasWindow(JsonObject node) => Any(node, part => part.Text("class") == "WINDOW");

    private static bool HasAggregate(JsonObject node) => Any(
        node,
        part => part.Text("class") == "FUNCTION" && TrinoFunctions.Aggregates.Contains(part.Text("function_name")));

    private static bool Any(JsonNode? node, Func<JsonObject, bool> condition) => node switch
    {
        JsonObject tree => condition(tree) || tree.Any(property => Any(property.Value, condition)),
        JsonArray list => list.Any(item => Any(item, condition)),
        _ => false,
    };
}
