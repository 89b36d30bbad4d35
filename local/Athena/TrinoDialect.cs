using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Local.Glue;

namespace Local.Athena;

/// <summary>
/// Turns a query of Athena's engine 3, which is Trino's SQL, into one that means the same in DuckDB. It works on the
/// syntax tree: what Trino's grammar does not have is refused, functions are looked up in
/// <see cref="TrinoFunctions"/>, casts and operators become the macros of <see cref="TrinoMacros"/>, and tables get
/// the schema of their database.
/// </summary>
/// <remarks>
/// Known to be laxer than Athena: an alias of the select list may be used in WHERE, GROUP BY and HAVING, the branches
/// of UNION may have unlike types, and comparisons with aggregates are not checked for unlike types.
/// </remarks>
internal sealed class TrinoDialect(string sql, Catalog catalog, string database, DateTimeOffset now)
{
    private readonly ImmutableArray<SqlToken> _tokens = SqlTokens.Of(sql);
    private readonly Dictionary<ulong, int> _tokensByByte = [];
    private readonly Stack<string> _commonTables = new();

    /// <summary>Rewrites the one statement of a tree in place, and gives the names of its result's columns.</summary>
    /// <returns>A name, or null for all columns of a <c>*</c>.</returns>
    /// <exception cref="AthenaException">Athena would refuse the query, or the twin does not know it.</exception>
    public ImmutableArray<string?> Translate(JsonObject statement)
    {
        RefuseForeignSigns();
        IndexTokens();
        var query = statement["node"]!.AsObject();
        var names = ColumnNames(query);
        Visit(statement);
        return names;
    }

    private void RefuseForeignSigns()
    {
        foreach (var token in _tokens)
        {
            var instead = token.Text switch
            {
                "::" => "CAST(… AS …)",
                "//" => "/",
                "==" => "=",
                "**" => "power",
                ":=" or "?" or "#" or "$" => "a literal",
                ['`', ..] => "double quotes around names",
                _ => null,
            };
            if (instead is not null)
                throw Refused($"'{token.Text[0..Math.Min(2, token.Text.Length)]}' is not Athena's: use {instead}", token);
        }
    }

    /// <summary>DuckDB gives places as offsets into the text's UTF-8.</summary>
    private void IndexTokens()
    {
        var bytes = 0;
        var from = 0;
        for (var i = 0; i < _tokens.Length; i++)
        {
            bytes += Encoding.UTF8.GetByteCount(sql.AsSpan(from, _tokens[i].Start - from));
            from = _tokens[i].Start;
            _tokensByByte[(ulong)bytes] = i;
        }
    }

    private static ImmutableArray<string?> ColumnNames(JsonObject query)
    {
        while (query.Text("type") != "SELECT_NODE")
        {
            query = (query["left"] ?? query["child"])?.AsObject()
                ?? throw new AthenaException($"the twin does not know {query.Text("type")}");
        }
        return
        [
            .. query["select_list"]!.AsArray().Select((item, i) => item!.AsObject() switch
            {
                var star when star.Text("class") == "STAR" => null,
                var named when named.Text("alias").Length > 0 => named.Text("alias"),
                var column when column.Text("class") == "COLUMN_REF" =>
                    column["column_names"]!.AsArray()[^1]!.GetValue<string>(),
                _ => string.Create(CultureInfo.InvariantCulture, $"_col{i}"),
            }),
        ];
    }

    private JsonNode? Visit(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
                Replace(list[i], changed => list[i] = changed);
            return node;
        }
        if (node is not JsonObject tree)
            return node;
        var depth = _commonTables.Count;
        CheckNode(tree);
        VisitCommonTables(tree);
        foreach (var name in tree.Select(property => property.Key).Where(key => key != "cte_map").ToList())
            Replace(tree[name], changed => tree[name] = changed);
        while (_commonTables.Count > depth)
            _commonTables.Pop();
        return tree.ContainsKey("class") ? Expression(tree) : Table(tree);
    }

    private void Replace(JsonNode? node, Action<JsonNode?> set)
    {
        var changed = Visit(node);
        if (!ReferenceEquals(changed, node))
            set(changed);
    }

    /// <summary>A common table is known to those after it and to the query, and a recursive one to itself.</summary>
    private void VisitCommonTables(JsonObject query)
    {
        if (query["cte_map"]?["map"] is not JsonArray tables)
            return;
        foreach (var table in tables.Select(table => table!.AsObject()))
        {
            var name = table.Text("key");
            var isRecursive = table["value"]!["query"]?["node"]?["type"]?.GetValue<string>() == "RECURSIVE_CTE_NODE";
            if (isRecursive)
                _commonTables.Push(name);
            Visit(table["value"]);
            if (!isRecursive)
                _commonTables.Push(name);
        }
    }

    private JsonObject Table(JsonObject node)
    {
        if (node.Text("type") != "BASE_TABLE")
            return node;
        var catalogName = node.Text("catalog_name");
        var schema = node.Text("schema_name");
        var name = node.Text("table_name");
        if (schema.Length == 0 && _commonTables.Contains(name, StringComparer.OrdinalIgnoreCase))
            return node;
        var inDatabase = schema.Length == 0 ? database : schema;
        if (catalogName.Length > 0 && !catalogName.Equals("AwsDataCatalog", StringComparison.OrdinalIgnoreCase))
            throw Refused($"CATALOG_NOT_FOUND: Catalog '{catalogName}' not found", node);
        if (!catalog.Databases.Contains(inDatabase, StringComparer.OrdinalIgnoreCase))
        {
            throw Refused(
                $"SCHEMA_NOT_FOUND: Schema '{inDatabase}' does not exist. There are: "
                + string.Join(", ", catalog.Databases), node);
        }
        var table = catalog.Find(inDatabase, name)
            ?? throw Refused(
                $"TABLE_NOT_FOUND: Table 'awsdatacatalog.{inDatabase}.{name}' does not exist. There are: "
                + string.Join(", ", catalog.Tables(inDatabase).Select(known => known.Name)), node);
        if (table.SerDe != CatalogTable.OpenCsv)
        {
            throw Refused($"table '{table.Name}' is read by {table.SerDe}, which the twin is not: "
                + "declare a CSV classifier with the serde OpenCSVSerDe", node);
        }
        node["catalog_name"] = "";
        node["schema_name"] = inDatabase;
        return node;
    }

    /// <summary>Refuses what DuckDB's grammar has and Trino's does not.</summary>
    private void CheckNode(JsonObject node)
    {
        var refused = node.Text("class") switch
        {
            "POSITIONAL_REFERENCE" or "PARAMETER" or "COLLATE" or "DEFAULT" or "LAMBDA" or "LAMBDA_REF" =>
                $"{node.Text("class")} is not known to the twin",
            "STAR" when node.Has("exclude_list") || node.Has("replace_list") || node.Has("rename_list")
                || node.Has("qualified_exclude_list") || node.Has("columns") || node["expr"] is not null =>
                "Athena has no *, EXCLUDE, REPLACE, RENAME, COLUMNS or ALL of this kind",
            _ => node.Text("type") switch
            {
                "PIVOT" or "SHOW_REF" or "COLUMN_DATA" or "DELIM_GET" => $"Athena has no {node.Text("type")}",
                "TABLE_FUNCTION" when node["function"]?["function_name"]?.GetValue<string>() != "unnest" =>
                    $"Athena has no table function {node["function"]?["function_name"]}",
                "LIMIT_PERCENT_MODIFIER" => "Athena has no LIMIT in percent",
                "DISTINCT_MODIFIER" when node.Has("distinct_on_targets") => "Athena has no DISTINCT ON",
                "JOIN" when node.Text("ref_type") is not ("REGULAR" or "CROSS" or "DEPENDENT")
                    || node.Text("join_type") is "SEMI" or "ANTI" or "SINGLE" or "MARK" =>
                    $"Athena has no {node.Text("ref_type")} {node.Text("join_type")} JOIN",
                "SELECT_NODE" when node["qualify"] is not null => "Athena has no QUALIFY: filter in an outer query",
                "SELECT_NODE" when node["sample"] is not null => "the twin does not know samples",
                "SELECT_NODE" when node.Text("aggregate_handling") != "STANDARD_HANDLING" =>
                    "the twin does not know GROUP BY ALL",
                "BASE_TABLE" when node["sample"] is not null || node["at_clause"] is not null =>
                    "the twin does not know samples and versions of tables",
                _ => null,
            },
        };
        if (refused is not null)
            throw Refused(refused, node);
    }

    private JsonObject Expression(JsonObject node) => node.Text("class") switch
    {
        "FUNCTION" => Function(node),
        "WINDOW" => Window(node),
        "CAST" => Cast(node),
        "COMPARISON" => Comparison(node),
        "BETWEEN" => Alike(node, "input", "lower", "upper"),
        "OPERATOR" => Operator(node),
        "CASE" => Case(node),
        "COLUMN_REF" => ColumnReference(node),
        "CONSTANT" when IsDouble(node) => DuckDbNode.Cast(node.DeepClone().AsObject(), "DOUBLE", node.Text("alias")),
        "CONSTANT" or "CONJUNCTION" or "SUBQUERY" or "STAR" => node,
        var other => throw Refused($"the twin does not know {other}", node),
    };

    /// <summary>A number with an exponent is a double in Trino, and a decimal in DuckDB.</summary>
    private bool IsDouble(JsonObject constant)
    {
        if (!_tokensByByte.TryGetValue(constant.Location(), out var index))
            return false;
        // the parser takes a sign into the number
        if (_tokens[index].Text is "-" && index + 1 < _tokens.Length)
            index++;
        return _tokens[index].Text is [>= '0' and <= '9' or '.', ..] number
            && number.Contains('e', StringComparison.OrdinalIgnoreCase);
    }

    private JsonObject ColumnReference(JsonObject node)
    {
        var names = node["column_names"]!.AsArray();
        var isWord = names.Count == 1 && Token(node) is { } token && !token.Text.StartsWith('"');
        var type = !isWord ? null : names[0]!.GetValue<string>().ToLowerInvariant() switch
        {
            "current_date" => "DATE",
            "current_timestamp" => "TIMESTAMP WITH TIME ZONE",
            "localtimestamp" => "TIMESTAMP",
            _ => null,
        };
        return type is null ? node : Now(node, type);
    }

    private JsonObject Now(JsonObject node, string type)
    {
        var text = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        return DuckDbNode.Cast(
            DuckDbNode.Literal(type == "DATE" ? text[..10] : type == "TIMESTAMP" ? text : text + "+00"),
            type,
            node.Text("alias"));
    }

    private JsonObject Function(JsonObject node)
    {
        var name = node.Text("function_name").ToLowerInvariant();
        if (node.Has("is_operator"))
            return OperatorFunction(node, name);
        var arguments = node.Children().ToList();
        switch (name)
        {
            case "now" when arguments.Count == 0:
                return Now(node, "TIMESTAMP WITH TIME ZONE");
            case "concat":
                return Concatenation(node, arguments);
            case "date_part":
                return Extract(node, arguments);
            case "date_format" or "format_datetime" or "date_parse" or "parse_datetime" when arguments.Count == 2:
                return TimeText(node, name, arguments);
            case "avg":
                arguments[0].ReplaceWith(DuckDbNode.Call(
                    DuckDbNode.Literal(""), TrinoMacros.Schema, "averaged", arguments[0].DeepClone().AsObject()));
                return node;
            case "nullif":
                return Alike(node, arguments);
        }
        var target = TrinoFunctions.InDuckDb(name)
            ?? throw Refused($"the twin does not know the function {name}", node);
        node["function_name"] = target.Name;
        node["schema"] = target.Schema;
        return node;
    }

    private JsonObject Window(JsonObject node)
    {
        var name = node.Text("function_name").ToLowerInvariant();
        var target = TrinoFunctions.InDuckDb(name);
        if (target is not { Schema: "" } || node.Text("exclude_clause") != "NO_OTHER")
            throw Refused($"the twin does not know {name} with this window", node);
        if (name == "avg" && node.Children().FirstOrDefault() is { } argument)
        {
            argument.ReplaceWith(DuckDbNode.Call(
                DuckDbNode.Literal(""), TrinoMacros.Schema, "averaged", argument.DeepClone().AsObject()));
        }
        node["function_name"] = target.Value.Name;
        return node;
    }

    private JsonObject OperatorFunction(JsonObject node, string name)
    {
        var operands = node.Children().ToList();
        switch (name)
        {
            case "/":
                return Macro(node, "divide", operands);
            case "%":
                return Macro(node, "modulus", operands);
            case "+" or "-" when operands.Count == 2:
                if (!operands.Exists(HasUntypedPart))
                    return Macro(node, name == "+" ? "plus" : "minus", operands);
                foreach (var operand in operands)
                {
                    operand.ReplaceWith(DuckDbNode.Call(
                        DuckDbNode.Literal(""), TrinoMacros.Schema, "plain_operand", operand.DeepClone().AsObject()));
                }
                return node;
            case "+" or "-" or "*" or "||" or "~~" or "!~~":
                return node;
            default:
                throw Refused($"Athena has no operator {name switch { "~~*" => "ILIKE", "!~~*" => "NOT ILIKE", _ => name }}"
                    + (name.Contains("~~*", StringComparison.Ordinal) ? ": use lower(…) LIKE" : ""), node);
        }
    }

    /// <summary>Whether it holds what has no type yet where DuckDB chooses macros.</summary>
    private static bool HasUntypedPart(JsonObject node) =>
        node.Text("class") is "WINDOW" or "SUBQUERY"
        || (node.Text("class") == "FUNCTION" && TrinoFunctions.Aggregates.Contains(node.Text("function_name")))
        || node.Any(property => property.Value switch
        {
            JsonObject child => HasUntypedPart(child),
            JsonArray children => children.OfType<JsonObject>().Any(HasUntypedPart),
            _ => false,
        });

    /// <summary>In Trino one null makes the whole null.</summary>
    private JsonObject Concatenation(JsonObject node, List<JsonObject> arguments)
    {
        if (arguments.Count < 2)
            throw Refused("concat needs two arguments or more", node);
        var alias = node.Text("alias");
        var joined = arguments.Skip(1).Aggregate(arguments[0].Detached(), (left, right) =>
        {
            var call = DuckDbNode.Call(DuckDbNode.Literal(""), "", "||", left, right.Detached());
            call["is_operator"] = true;
            return call;
        });
        joined["alias"] = alias;
        return joined;
    }

    private JsonObject Extract(JsonObject node, List<JsonObject> arguments)
    {
        var isExtract = Token(node) is { } token && token.Is("extract");
        var field = arguments[0].TextConstant()?.ToLowerInvariant();
        if (!isExtract || field is null || !TrinoFunctions.ExtractFields.TryGetValue(field, out var part))
            throw Refused(isExtract ? $"the twin cannot extract {field}" : "Athena has no date_part: use EXTRACT", node);
        arguments[0].ReplaceWith(DuckDbNode.Literal(part));
        return node;
    }

    private JsonObject TimeText(JsonObject node, string name, List<JsonObject> arguments)
    {
        var pattern = arguments[1].TextConstant()
            ?? throw Refused($"the twin knows {name} with a literal pattern only", node);
        var translated = name.StartsWith("date_", StringComparison.Ordinal)
            ? TimePattern.FromMySql(pattern)
            : TimePattern.FromJoda(pattern);
        arguments[1].ReplaceWith(DuckDbNode.Literal(
            translated ?? throw Refused($"the twin does not know all of the pattern '{pattern}'", node)));
        node["function_name"] = name.Contains("parse", StringComparison.Ordinal) ? "strptime" : "strftime";
        return node;
    }

    private JsonObject Cast(JsonObject node)
    {
        var type = node["cast_type"]!.AsObject().Text("id");
        CheckTypeName(node);
        var prefix = node.Has("try_cast") ? "try_" : "";
        var child = node["child"]!.AsObject();
        switch (type)
        {
            // the parser's own: true, false, the numbers of intervals
            case "BOOLEAN" or "DOUBLE" or "INTEGER" when node.Location() == DuckDbNode.Nowhere || child.Location() == node.Location():
                return node;
            case "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "FLOAT" or "DOUBLE" or "BOOLEAN" or "DATE"
                or "TIMESTAMP":
                return Macro(node, $"{prefix}cast_{type.ToLowerInvariant()}", [child]);
            case "TIMESTAMP_MS":
                return Macro(node, $"{prefix}cast_timestamp", [child]);
            case "VARCHAR":
                return Macro(node, "cast_varchar", [child]);
            case "DECIMAL":
                node["child"] = DuckDbNode.Call(
                    DuckDbNode.Literal(""), TrinoMacros.Schema, $"{prefix}decimal_digits", child.Detached());
                return node;
            default:
                throw Refused($"the twin cannot cast to {type.ToLowerInvariant()}", node);
        }
    }

    /// <summary>DuckDB knows types by names that Athena does not, such as string; and drops a varchar's length.</summary>
    private void CheckTypeName(JsonObject node)
    {
        if (!_tokensByByte.TryGetValue(node.Location(), out var start)
            || !(_tokens[start].Is("cast") || _tokens[start].Is("try_cast")))
            return;
        var depth = 0;
        var type = -1;
        for (var i = start + 1; i < _tokens.Length; i++)
        {
            depth += _tokens[i].Text switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 1 && _tokens[i].Is("as"))
                type = i + 1;
            if (depth == 0)
                break;
        }
        if (type < 0)
            return;
        var name = _tokens[type].Text.ToLowerInvariant();
        if (name is not ("tinyint" or "smallint" or "integer" or "int" or "bigint" or "real" or "double" or "decimal"
            or "boolean" or "date" or "timestamp" or "varchar"))
        {
            throw Refused(
                $"TYPE_NOT_FOUND: Unknown type: {name}" + (name == "string" ? ": use varchar" : ""), _tokens[type]);
        }
        if (name == "varchar" && _tokens[type + 1].Text == "(")
            throw Refused("the twin cannot cast to a varchar of a given length: use substr", _tokens[type]);
    }

    private static JsonObject Comparison(JsonObject node) => Alike(node, "left", "right");

    private JsonObject Operator(JsonObject node)
    {
        switch (node.Text("type"))
        {
            case "COMPARE_IN" or "COMPARE_NOT_IN":
                return Alike(node, [.. node.Children()]);
            case "OPERATOR_COALESCE":
                return WithAlike(node, [.. node.Children()]);
            case "ARRAY_EXTRACT":
                return Macro(node, "subscript", node.Children());
            case "OPERATOR_NOT" or "OPERATOR_IS_NULL" or "OPERATOR_IS_NOT_NULL" or "ARRAY_CONSTRUCTOR"
                or "OPERATOR_TRY":
                return node;
            default:
                throw Refused($"the twin does not know {node.Text("type")}", node);
        }
    }

    private static JsonObject Case(JsonObject node)
    {
        var results = node["case_checks"]!.AsArray()
            .Select(check => check!["then_expr"]!.AsObject())
            .Append(node["else_expr"]!.AsObject())
            .ToList();
        return WithAlike(node, results);
    }

    private static JsonObject Alike(JsonObject node, params string[] operands) =>
        Alike(node, [.. operands.Select(operand => node[operand]!.AsObject())]);

    /// <summary>Refuses operands of unlike types, which DuckDB would cast in silence: a text and a number, say.</summary>
    private static JsonObject Alike(JsonObject node, List<JsonObject> operands)
    {
        var typed = operands.FindAll(operand => !operand.IsNullConstant() && !HasUntypedPart(operand));
        if (typed.Count < 2)
            return node;
        var first = typed[0].DeepClone().AsObject();
        typed[0].ReplaceWith(Checked(typed[0], typed[1]));
        foreach (var operand in typed.Skip(2))
            operand.ReplaceWith(Checked(operand, first));
        return node;
    }

    /// <summary>The same for an expression that has one of the operands as its value, whichever it will be.</summary>
    private static JsonObject WithAlike(JsonObject node, List<JsonObject> operands)
    {
        var typed = operands.FindAll(operand => !operand.IsNullConstant() && !HasUntypedPart(operand));
        return typed.Skip(1).Aggregate(node, (checkedNode, operand) =>
        {
            var call = Macro(checkedNode, "with_alike", [checkedNode, operand, typed[0]]);
            call["children"]![0]!["alias"] = "";
            return call;
        });
    }

    private static JsonObject Checked(JsonObject operand, JsonObject other) =>
        Macro(DuckDbNode.Literal(""), "alike", [operand, other]);

    private static JsonObject Macro(JsonObject node, string name, IEnumerable<JsonObject> arguments) =>
        DuckDbNode.Call(node, TrinoMacros.Schema, name, arguments.Select(argument => argument.DeepClone().AsObject()));

    private SqlToken? Token(JsonObject node) =>
        _tokensByByte.TryGetValue(node.Location(), out var index) ? _tokens[index] : null;

    private SqlPosition? Position(JsonObject node) =>
        node.Location() is var at and not DuckDbNode.Nowhere ? SqlPosition.OfByte(sql, (long)at) : null;

    private AthenaException Refused(string message, JsonObject node) => new(message, Position(node));

    private AthenaException Refused(string message, SqlToken token) => new(message, SqlPosition.Of(sql, token.Start));
}
