using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;
using Twin.Aws.Athena.Tables;

namespace Twin.Aws.Athena.Translation;

/// <summary>Translates a query of Athena's engine 3, which is Trino's SQL, into an equivalent one for DuckDB. It
/// works on the syntax tree: syntax that Trino lacks is refused, functions are looked up in
/// <see cref="TrinoFunctions"/>, casts and operators become the macros of <see cref="TrinoMacros"/>, and tables get
/// the schema of their database.</summary>
/// <remarks>Less strict than Athena: comparisons of a window function with a column are not checked for different
/// types.</remarks>
internal sealed class TrinoDialect(
    QueryText query, Catalog catalog, string database, DateTimeOffset now, Func<NamedTable, string?> refusalOf)
{
    // The property that marks the function of a table.
    private const string InFrom = "$from";

    private const string Parsed = "instant";
    private const string AtUtc = "at_utc";

    // The property that marks a time of which only the instant counts.
    private const string Instant = "$instant";

    // The property that marks a time in another zone of which only the zone's offset counts.
    private const string Offset = "$offset";

    private readonly Stack<string> _commonTables = new();
    private readonly OperandTypes _types = new(query);

    /// <summary>Rewrites a statement in place.</summary>
    /// <exception cref="AthenaException">Athena would refuse the query, or the twin does not support it.</exception>
    public void Translate(JsonObject statement) => Visit(statement);

    private JsonNode? Visit(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                Replace(list[i], changed => list[i] = changed);
            }

            return node;
        }
        if (node is not JsonObject tree)
        {
            return node;
        }

        if (tree.Text("type") == "TABLE_FUNCTION" && tree["function"] is JsonObject function)
        {
            function[InFrom] = true;
        }

        if (tree.Text("function_name") is "at_timezone" or "timezone" or "to_unixtime")
        {
            foreach (var time in tree.Children().Where(child => child.Text("class") == "FUNCTION"))
            {
                time[Instant] = true;
            }
        }

        if (tree.Text("function_name") is "timezone_hour" or "timezone_minute"
            && tree.Children().FirstOrDefault() is { } moved
            && moved.Text("function_name") is "at_timezone" or "timezone")
        {
            moved[Offset] = true;
        }

        if (tree.Text("class") == "LAMBDA")
        {
            LambdaTranslation.Mark(tree);
        }

        var depth = _commonTables.Count;
        if (TrinoGrammar.Refusal(tree) is { } refusal)
        {
            throw query.Refuse(refusal, tree);
        }

        VisitCommonTables(tree);
        foreach (var name in tree.Select(property => property.Key).Where(key => key != "cte_map").ToList())
        {
            Replace(tree[name], changed => tree[name] = changed);
        }

        while (_commonTables.Count > depth)
        {
            _commonTables.Pop();
        }

        foreach (var condition in (string[])["where_clause", "having", "condition", "filter"])
        {
            if (tree[condition] is JsonObject)
            {
                tree[condition] = Condition(tree[condition]);
            }
        }

        return tree.ContainsKey("class") ? Expression(tree) : Table(tree);
    }

    private void Replace(JsonNode? node, Action<JsonNode?> set)
    {
        var changed = Visit(node);
        if (!ReferenceEquals(changed, node))
        {
            set(changed);
        }
    }

    /// <summary>Translates common tables. Each is visible to those after it and to the query, a recursive one also to
    /// itself.</summary>
    private void VisitCommonTables(JsonObject tree)
    {
        if (tree["cte_map"]?["map"] is not JsonArray tables)
        {
            return;
        }

        foreach (var table in tables.Select(table => table!.AsObject()))
        {
            var name = table.Text("key");
            var isRecursive = table["value"]!["query"]?["node"]?["type"]?.GetValue<string>() == "RECURSIVE_CTE_NODE";
            if (isRecursive)
            {
                _commonTables.Push(name);
            }

            Visit(table["value"]);
            if (!isRecursive)
            {
                _commonTables.Push(name);
            }
        }
    }

    private JsonObject Table(JsonObject node)
    {
        var isCommonTable = node.Text("schema_name").Length == 0
            && _commonTables.Contains(node.Text("table_name"), StringComparer.OrdinalIgnoreCase);
        if (node.Text("type") == "BASE_TABLE" && !isCommonTable)
        {
            CatalogTables.Resolve(node, query, catalog, database, refusalOf);
        }

        return node;
    }

    private JsonObject Expression(JsonObject node) => node.Text("class") switch
    {
        "FUNCTION" => Function(node),
        "WINDOW" => Window(node),
        "CAST" => CastTranslation.Translate(node, query),
        "COMPARISON" => NumberComparison.Translate(_types.Check(node, Parts(node, "left", "right"))),
        "BETWEEN" => _types.Check(node, Parts(node, "input", "lower", "upper")),
        "OPERATOR" => Operator(node),
        "CONJUNCTION" => Each(node, _types.Truth),
        "CASE" => Case(node),
        "COLUMN_REF" => ColumnReference(node),
        "CONSTANT" when IsDouble(node) => DuckDbNode.Cast(
            // The parser drops the sign of a zero.
            query.TokenOf(node).Text == "-" ? DuckDbNode.Literal(Number(node)) : node.DeepClone().AsObject(),
            "DOUBLE",
            node.Text("alias")),
        "CONSTANT" when IsFraction(node) => DuckDbNode.Cast(
            node.DeepClone().AsObject(), DecimalType.OfLiteral(Number(node)), node.Text("alias")),
        "CONSTANT" when node.TextConstant() is not null && (node.Parent as JsonObject)?.Text("class") != "CAST" =>
            DuckDbNode.Typed(node),
        "CONSTANT" or "LAMBDA" or "SUBQUERY" or "STAR" => node,
        var other => throw query.Refuse($"the twin does not know {query.TokenOf(node).Text} ({other})", node),
    };

    /// <summary>Determines whether a number is a double. With an exponent it is one in Trino, and a decimal in
    /// DuckDB.</summary>
    private bool IsDouble(JsonObject constant)
    {
        if (query.IndexOf(constant) is not { } index)
        {
            return false;
        }
        // The parser makes a sign part of the number.
        if (query.Tokens[index].Text is "-" && index + 1 < query.Tokens.Length)
        {
            index++;
        }

        return query.Tokens[index].Text is [>= '0' and <= '9' or '.', ..] number
            && number.Contains('e', StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Determines whether a number is a decimal below one: in DuckDB its type has a digit more.</summary>
    private bool IsFraction(JsonObject constant) =>
        query.IndexOf(constant) is not null && Number(constant).TrimStart('-') is ['0', '.', _, ..] or ['.', _, ..];

    /// <summary>A number as it is written.</summary>
    private string Number(JsonObject constant) =>
        query.IndexOf(constant) is { } at && query.Tokens[at].Text == "-"
            ? $"-{NumberAt(at + 1)}"
            : NumberAt(query.IndexOf(constant)!.Value);

    // The sign of an exponent is a token of its own.
    private string NumberAt(int at) =>
        query.Tokens[at].Text is [.., 'e' or 'E'] start && at + 2 < query.Tokens.Length
            ? start + query.Tokens[at + 1].Text + query.Tokens[at + 2].Text
            : query.Tokens[at].Text;

    private JsonObject ColumnReference(JsonObject node)
    {
        if (TypeOfWord(node, query) is { } type)
        {
            return Now(node, type);
        }

        var names = node["column_names"]!.AsArray();
        if (names[^1]!.GetValue<string>() == ColumnResolution.RowNumber)
        {
            names[^1] = DuckDbNode.RowNumber;
        }

        return node;
    }

    /// <summary>The type of a word that is a time rather than a column, such as current_date; null for any
    /// other.</summary>
    public static string? TypeOfWord(JsonObject node, QueryText query)
    {
        var names = node["column_names"]!.AsArray();
        var isWord = names.Count == 1 && !query.TokenOf(node).Text.StartsWith('"');
        return !isWord ? null : names[0]!.GetValue<string>().ToLowerInvariant() switch
        {
            "current_date" => "DATE",
            "current_timestamp" => "TIMESTAMP WITH TIME ZONE",
            "localtimestamp" => "TIMESTAMP",
            _ => null,
        };
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
        {
            return OperatorFunction(node, name);
        }

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
            case "avg" when DecimalTypes.Average(node, arguments) is { } average:
                return average;
            case "avg" or "sum" or "count_if" or "min" or "max":
                CheckAggregated(name, arguments);
                break;
            case "greatest" or "least":
                foreach (var argument in arguments.Where(NumberComparison.MayBeNaN))
                {
                    argument.ReplaceWith(DuckDbNode.Macro(DuckDbNode.Literal(""), "ordered", argument));
                }

                break;
            case "ceil" or "ceiling" or "floor" or "round" or "sign" or "abs" or "truncate":
                if (Rounded(node, name == "ceiling" ? "ceil" : name, arguments) is { } rounded)
                {
                    return rounded;
                }

                break;
            case "element_at" or "array_sort" or "array_distinct" or "slice" or "array_max" or "array_min":
                ExpectElements(arguments, node);
                break;
            case "like_escape" or "not_like_escape":
                LikeEscape.Check(node, arguments, query);
                break;
            case "date_add" when arguments is [var unit, _, var time]
                && unit.TextConstant()?.Equals("millisecond", StringComparison.OrdinalIgnoreCase) == true
                && TimeDigits.Of(time) < TimeDigits.Standard:
                throw query.Refuse("the twin does not round milliseconds to the digits of this timestamp", node);
            case "date_add" or "date_trunc" or "date_diff"
                when ConstantUnit.Translate(node, name, arguments) is { } ofUnit:
                return ofUnit;
            // Only a search for nothing differs.
            case "replace" when arguments is [_, var sought, _] && sought.TextConstant() is { Length: > 0 }:
                return node;
            case "typeof" when arguments.Count == 1:
                return TypeName(node, arguments[0]);
            case "to_iso8601" when arguments.Count == 1:
                return TimeDigits.Of(arguments[0]) is { } digits
                    ? DuckDbNode.Macro(
                        node, "iso_text", arguments[0],
                        DuckDbNode.Literal(digits.ToString(CultureInfo.InvariantCulture)))
                    : DuckDbNode.Macro(node, "iso_date", arguments[0]);
            case "format" when arguments.Count > 0:
                return FormatTranslation.Translate(node, arguments, query);
            case "from_iso8601_timestamp" when arguments.Count == 1 && node.Has(Instant):
                return DuckDbNode.Macro(node, Parsed, arguments);
            case "unnest" when !node.Has(InFrom):
                throw query.Refuse("SYNTAX_ERROR: UNNEST is in FROM only: CROSS JOIN UNNEST(…) AS t(x)", node);
            case "date" when arguments.Count == 1:
                return OperandTypes.Call(node, "cast_date", arguments);
            case "nullif":
                return _types.Check(node, arguments);
            case "json_extract_scalar" when arguments.Count == 2:
                return Json(node, arguments);
            case "at_timezone" when arguments.Count == 2:
                return InUtc(node, arguments[0], arguments[1]);
            // The function of AT TIME ZONE.
            case "timezone" when arguments.Count == 2 && query.TokenOf(node).Text != "timezone":
                return InUtc(node, arguments[1], arguments[0]);
            case "with_timezone" when arguments.Count == 2:
                return InUtc(node, arguments[0], arguments[1], "with_utc");
            case "timezone_hour" or "timezone_minute" when arguments is [var offset]:
                return offset.Text("function_name") == "zone_minutes"
                    ? DuckDbNode.Macro(node, name, arguments)
                    : throw query.Refuse($"the twin knows {name} of a time AT TIME ZONE only", node);
        }
        if (TrinoFunctions.WithLambda.TryGetValue(name, out var withLambda))
        {
            return LambdaTranslation.Translate(node, withLambda, query);
        }

        if (arguments.Find(argument => argument.Text("class") == "LAMBDA") is { } lambda)
        {
            throw query.Refuse($"the twin does not know {name} with a lambda", lambda);
        }

        var target = TrinoFunctions.InDuckDb(name)
            ?? throw query.Refuse(
                $"the twin does not know the function {name}.{NameSuggestion.Format(name, TrinoFunctions.Names)}"
                    .TrimEnd('.'),
                node);
        node["function_name"] = target.Name;
        node["schema"] = target.Schema;
        // The result's own sums are checked as they are read.
        return name == "sum" && !(node.Parent is JsonArray list && list.Parent is JsonObject owner
            && ReferenceEquals(owner["select_list"], list))
                ? DuckDbNode.Macro(node, "in_range", node)
                : node;
    }

    private JsonObject Window(JsonObject node)
    {
        var name = node.Text("function_name").ToLowerInvariant();
        var target = TrinoFunctions.InDuckDb(name);
        if (target is not { Schema: "" } || node.Text("exclude_clause") != "NO_OTHER")
        {
            throw query.Refuse($"the twin does not know {name} with this window", node);
        }

        if (node.Has("distinct"))
        {
            throw query.Refuse("NOT_SUPPORTED: DISTINCT in window function parameters not yet supported", node);
        }

        CheckAggregated(name, [.. node.Children()]);
        node["function_name"] = target.Value.Name;
        return node;
    }

    /// <summary>Checks what is aggregated.</summary>
    private static void CheckAggregated(string function, List<JsonObject> arguments)
    {
        var check = function switch
        {
            "avg" => "averaged",
            "sum" => "summed",
            "count_if" => "counted",
            "min" or "max" when NumberComparison.MayBeNaN(arguments.FirstOrDefault()) => "ordered",
            _ => null,
        };
        if (check is not null && arguments.Count == 1)
        {
            arguments[0].ReplaceWith(DuckDbNode.Macro(DuckDbNode.Literal(""), check, arguments[0]));
        }
    }

    private JsonObject OperatorFunction(JsonObject node, string name)
    {
        var operands = node.Children().ToList();
        switch (name)
        {
            case "/":
                return DecimalTypes.Quotient(node, operands) ?? DuckDbNode.Macro(node, "divide", operands);
            case "%":
                return DuckDbNode.Macro(node, "modulus", operands);
            case "+" or "-" when ConstantDay.Moved(node, name == "+" ? 1 : -1, operands) is { } moved:
                return moved;
            case "+" or "-" when operands.Count == 2:
                if (!operands.Exists(OperandTypes.IsUnknown))
                {
                    return DuckDbNode.Macro(node, name == "+" ? "plus" : "minus", operands);
                }

                if (operands.FindIndex(IsDays) is var interval and >= 0 && (name == "+" || interval == 1))
                {
                    return DuckDbNode.Macro(
                        node, name == "+" ? "later" : "earlier", operands[1 - interval], operands[interval]);
                }

                foreach (var operand in operands)
                {
                    operand.ReplaceWith(DuckDbNode.Macro(DuckDbNode.Literal(""), "plain_operand", operand));
                }
                return node;
            case "||":
                return Texts(Each(node, operand => _types.Joined(operand, node)));
            case "+" or "-" or "*" or "~~" or "!~~":
                return node;
            case "~~*" or "!~~*":
                throw query.Refuse("Athena has no operator ILIKE: use lower(…) LIKE", node);
            default:
                throw query.Refuse($"Athena has no operator {name}", node);
        }
    }

    /// <summary>Translates a concatenation: in Trino it is null if one of its parts is.</summary>
    private JsonObject Concatenation(JsonObject node, List<JsonObject> arguments)
    {
        if (arguments.Count < 2)
        {
            throw query.Refuse("concat needs two arguments or more", node);
        }

        var alias = node.Text("alias");
        var joined = arguments.Skip(1).Aggregate(arguments[0].Detached(), (left, right) =>
        {
            var call = DuckDbNode.Call(
                DuckDbNode.Literal(""), "", "||", _types.Joined(left, node), _types.Joined(right, node).Detached());
            call["is_operator"] = true;
            return call;
        });
        joined["alias"] = alias;
        return Texts(joined);
    }

    /// <summary>A concatenation that is a text although a part of it is NULL, for which DuckDB has no type.</summary>
    private static JsonObject Texts(JsonObject joined) =>
        OperandTypes.Contains(joined, DuckDbNode.IsNullConstant)
        && !OperandTypes.Contains(joined, part => part.Text("type") is "ARRAY_CONSTRUCTOR")
            ? DuckDbNode.Cast(joined.DeepClone().AsObject(), "VARCHAR", joined.Text("alias"))
            : joined;

    /// <summary>Determines whether a node is an interval of days or longer.</summary>
    private static bool IsDays(JsonObject node) =>
        node.Text("class") == "FUNCTION" && node.Text("function_name") is "to_years" or "to_months" or "to_days";

    private JsonObject Extract(JsonObject node, List<JsonObject> arguments)
    {
        var isExtract = query.TokenOf(node).Is("extract");
        var field = arguments[0].TextConstant()?.ToLowerInvariant();
        if (!isExtract || field is null || !TrinoFunctions.ExtractFields.TryGetValue(field, out var part))
        {
            throw query.Refuse(
                isExtract ? $"the twin cannot extract {field}" : "Athena has no date_part: use EXTRACT", node);
        }
        if (part is "hour" or "minute" or "second")
        {
            return DuckDbNode.Macro(node, "time_part", DuckDbNode.Literal(part), arguments[1]);
        }

        arguments[0].ReplaceWith(DuckDbNode.Literal(part));
        return node;
    }

    private JsonObject TimeText(JsonObject node, string name, List<JsonObject> arguments)
    {
        var pattern = arguments[1].TextConstant()
            ?? throw query.Refuse($"the twin knows {name} with a literal pattern only", node);
        var translated = name.StartsWith("date_", StringComparison.Ordinal)
            ? TimePattern.FromMySql(pattern)
            : TimePattern.FromJoda(pattern);
        arguments[1].ReplaceWith(DuckDbNode.Literal(
            translated ?? throw query.Refuse($"the twin does not know all of the pattern '{pattern}'", node)));
        node["function_name"] = name.Contains("parse", StringComparison.Ordinal) ? "strptime" : "strftime";
        return node;
    }

    /// <summary>Refuses NULL as an array or a subscript: DuckDB has no type for what is taken from it.</summary>
    private void ExpectElements(List<JsonObject> arguments, JsonObject node)
    {
        if (arguments.Exists(argument => argument.IsNullConstant()
            || (argument.Text("class") == "CAST" && argument["child"]!.AsObject().IsNullConstant())
            || (argument.Text("function_name").StartsWith("cast_", StringComparison.Ordinal)
                && argument.Children().First().IsNullConstant())))
        {
            throw query.Refuse("the twin does not know the elements of NULL, or at NULL", node);
        }
    }

    /// <summary>A rounded number whose type is known to be a decimal, or is not known yet; null for others.</summary>
    private static JsonObject? Rounded(JsonObject node, string name, List<JsonObject> arguments)
    {
        if (arguments.FirstOrDefault() is { } number && DecimalTypes.OfDecimal(number) is { } type)
        {
            var rounded = DuckDbNode.Call(
                DuckDbNode.Literal(""), "", name == "truncate" ? "trunc" : name,
                arguments.Select(argument => argument.DeepClone().AsObject()));
            return DuckDbNode.Cast(rounded, type.Rounded(name, arguments.Count > 1), node.Text("alias"));
        }

        return name is not ("abs" or "truncate") && arguments.Exists(OperandTypes.IsUnknown)
            ? DuckDbNode.Macro(node, $"late_{name}", arguments)
            : null;
    }

    private static JsonObject TypeName(JsonObject node, JsonObject value)
    {
        var name = value switch
        {
            _ when value.TextConstant() is { } text => $"varchar({text.EnumerateRunes().Count()})",
            _ when value.Text(ColumnResolution.StoredType) is "string" => "varchar",
            _ when TimeDigits.Of(value) is { } digits => $"timestamp({digits})",
            _ => null,
        };
        var named = name is null
            ? DuckDbNode.Macro(node, "type_name", value)
            : DuckDbNode.Typed(DuckDbNode.Literal(name));
        named["alias"] = node.Text("alias");
        return named;
    }

    private JsonObject Json(JsonObject node, List<JsonObject> arguments) =>
        arguments[1].TextConstant() is ['$', ..]
            ? DuckDbNode.Macro(node, "json_extract_scalar", arguments)
            : throw query.Refuse(
                "the twin knows json_extract_scalar with a literal path that begins with $ only", node);

    private JsonObject InUtc(JsonObject node, JsonObject time, JsonObject zone, string macro = AtUtc) =>
        node.Has(Offset) && zone.TextConstant() is not null ? DuckDbNode.Macro(node, "zone_minutes", time, zone)
            : zone.TextConstant() is "UTC" or "Etc/UTC" or "+00:00"
                // Each check of its type doubles the time in which DuckDB plans it.
                ? time.Text("function_name") is Parsed && macro == AtUtc
                    ? DuckDbNode.Macro(node, Parsed, time.Children())
                    : DuckDbNode.Macro(node, macro, time)
            : throw query.Refuse(
                "the twin keeps times in UTC: it knows another time zone within timezone_hour and timezone_minute only",
                node);

    private JsonObject Operator(JsonObject node)
    {
        switch (node.Text("type"))
        {
            case "COMPARE_IN" or "COMPARE_NOT_IN":
                return _types.Check(node, node.Children());
            case "OPERATOR_COALESCE":
                return _types.CheckAround(node, node.Children());
            case "ARRAY_EXTRACT":
                ExpectElements([.. node.Children()], node);
                return DuckDbNode.Macro(node, "subscript", node.Children());
            case "OPERATOR_NOT":
                return Each(node, _types.Truth);
            case "GROUPING_FUNCTION":
                return DuckDbNode.Cast(node.DeepClone().AsObject(), "INTEGER", node.Text("alias"));
            // TRY would answer NULL for what the twin refuses.
            case "OPERATOR_TRY" when KeepsOffset(node):
                throw query.Refuse(
                    "the twin keeps times in UTC: write AT TIME ZONE 'UTC' after from_iso8601_timestamp(…)", node);
            case "OPERATOR_IS_NULL" or "OPERATOR_IS_NOT_NULL" or "ARRAY_CONSTRUCTOR"
                or "OPERATOR_TRY":
                return node;
            default:
                throw query.Refuse($"the twin does not know {node.Text("type")}", node);
        }
    }

    private JsonObject Case(JsonObject node)
    {
        foreach (var check in node["case_checks"]!.AsArray().Select(check => check!.AsObject()))
        {
            check["when_expr"] = Condition(check["when_expr"]);
        }

        var results = node["case_checks"]!.AsArray()
            .Select(check => check!["then_expr"]!.AsObject())
            .Append(node["else_expr"]!.AsObject())
            .ToList();
        return _types.CheckAround(node, results);
    }

    /// <summary>The node with each operand changed.</summary>
    private static JsonObject Each(JsonObject node, Func<JsonObject, JsonObject> change)
    {
        foreach (var operand in node.Children().ToList())
        {
            if (change(operand) is var changed && !ReferenceEquals(changed, operand))
            {
                operand.ReplaceWith(changed);
            }
        }

        return node;
    }

    private JsonObject Condition(JsonNode? condition)
    {
        var checkedOne = _types.Truth(condition!.AsObject());
        return ReferenceEquals(checkedOne, condition) ? checkedOne.Detached() : checkedOne;
    }

    private static bool KeepsOffset(JsonNode? node) => node switch
    {
        JsonObject tree => tree.Text("function_name") == "from_iso8601_timestamp"
            || tree.Any(property => KeepsOffset(property.Value)),
        JsonArray list => list.Any(KeepsOffset),
        _ => false,
    };

    private static IEnumerable<JsonObject> Parts(JsonObject node, params string[] names) =>
        names.Select(name => node[name]!.AsObject());
}
