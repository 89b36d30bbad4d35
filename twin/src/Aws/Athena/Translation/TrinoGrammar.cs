using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Translation;

/// <summary>Refuses syntax that DuckDB has and Trino lacks.</summary>
internal static class TrinoGrammar
{
    private static readonly string[] AfterLists =
    [
        ")", "]", "from", "where", "group", "having", "order", "limit", "offset", "union", "except", "intersect",
    ];

    private static readonly string[] BeforeOperands =
        ["select", "distinct", "by", "where", "having", "on", "and", "or", "not", "when", "then", "else", "as"];

    // X is Athena's too, the others are DuckDB's or of no meaning.
    private static readonly string[] TextPrefixes = ["b", "e", "n", "x"];

    private static readonly string[] IntervalUnits = ["year", "month", "day", "hour", "minute", "second"];

    /// <exception cref="AthenaException">A sign is DuckDB's own or a parameter without a value, or something is in a
    /// place where Athena refuses it.</exception>
    public static void CheckText(QueryText query)
    {
        foreach (var token in query.Tokens)
        {
            var (sign, instead) = token.Text switch
            {
                "::" => ("::", "CAST(… AS …)"),
                "//" => ("//", "/"),
                "==" => ("==", "="),
                "**" => ("**", "power"),
                ":=" or "?" or "#" or "$" => (token.Text, "a literal"),
                ['0', 'x' or 'X' or 'b' or 'B' or 'o' or 'O', ..] => (token.Text, "a decimal number"),
                ['`', ..] => ("`", "double quotes around names"),
                _ => ("", ""),
            };
            if (sign.Length > 0)
            {
                throw query.Refuse($"'{sign}' is not Athena's: use {instead}", token);
            }
        }
        CheckOrder(query);
    }

    /// <summary>Refuses a comma after the last item of a list, and an OFFSET after the LIMIT: DuckDB accepts
    /// both.</summary>
    private static void CheckOrder(QueryText query)
    {
        var tokens = query.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Text == "," && (i + 1 == tokens.Length || Array.Exists(AfterLists, tokens[i + 1].Is)))
            {
                throw query.Refuse("SYNTAX_ERROR: nothing follows this comma: leave it out", tokens[i]);
            }

            if (i > 0 && tokens[i].Is("group") && tokens[i - 1].Is("within"))
            {
                throw query.Refuse(
                    "the twin does not know WITHIN GROUP: use array_join(array_agg(x ORDER BY y), ', ') for listagg",
                    tokens[i - 1]);
            }
            if (i > 0 && Unknown(tokens[i - 1], tokens[i]) is { } unknown)
            {
                throw query.Refuse(unknown, tokens[i - 1]);
            }

            if (i > 0 && tokens[i].Text[0] == '\'' && Literal(tokens, i) is { } literal)
            {
                throw query.Refuse(literal, tokens[i - 1]);
            }

            if (i > 0 && (tokens[i].Is("isnull") || tokens[i].Is("notnull")) && IsOperand(tokens[i - 1])
                && (i + 1 == tokens.Length || tokens[i + 1].Text != "("))
            {
                throw query.Refuse("SYNTAX_ERROR: use IS NULL, or IS NOT NULL", tokens[i]);
            }

            if (i > 1 && tokens[i].Is("offset") && tokens[i - 2].Is("limit"))
            {
                throw query.Refuse("SYNTAX_ERROR: mismatched input 'OFFSET': Athena takes it before LIMIT", tokens[i]);
            }
        }
    }

    /// <summary>Determines whether an operand ends with a token.</summary>
    private static bool IsOperand(SqlToken token) =>
        (char.IsLetterOrDigit(token.Text[0]) || token.Text[0] is ')' or ']' or '"' or '\'')
        && !Array.Exists(BeforeOperands, token.Is);

    /// <summary>The refusal of a text that Athena takes for something else, or not at all.</summary>
    private static string? Literal(ImmutableArray<SqlToken> tokens, int text)
    {
        var before = tokens[text - 1];
        if (before.Is("as"))
        {
            return "SYNTAX_ERROR: a name is written in double quotes, and a text in single ones";
        }

        if (Array.Exists(TextPrefixes, before.Is) && before.Start + before.Text.Length == tokens[text].Start)
        {
            return $"the twin does not know texts of the kind {before.Text}'…'";
        }

        return before.Is("interval")
            && (text + 1 == tokens.Length || !Array.Exists(IntervalUnits, tokens[text + 1].Is))
                ? "SYNTAX_ERROR: the unit of an interval is YEAR, MONTH, DAY, HOUR, MINUTE or SECOND: interval '7' day"
                : null;
    }

    /// <summary>The refusal of two words of which DuckDB makes something else, or an error about neither.</summary>
    private static string? Unknown(SqlToken first, SqlToken second) => (first.Text, second.Text) switch
    {
        _ when first.Is("for") && (second.Is("timestamp") || second.Is("version")) =>
            "the twin does not know earlier versions of a table (FOR TIMESTAMP AS OF, FOR VERSION AS OF)",
        (_, [>= '0' and <= '9', ..]) when first.Is("interval") =>
            "SYNTAX_ERROR: the number of an interval is written in quotes: interval '7' day",
        (_, "(") when first.Is("ifnull") => "FUNCTION_NOT_FOUND: Function 'ifnull' not registered: use coalesce",
        _ => null,
    };

    /// <summary>The reason why a node is refused, or null if it is not.</summary>
    public static string? Refusal(JsonObject node) => node.Text("class") switch
    {
        "" => RefusalOfPart(node),
        "STAR" when node.Has("exclude_list") || node.Has("replace_list") || node.Has("rename_list")
            || node.Has("qualified_exclude_list") || node.Has("columns") || node["expr"] is not null =>
            "Athena has no *, EXCLUDE, REPLACE, RENAME, COLUMNS or ALL of this kind",
        "POSITIONAL_REFERENCE" or "PARAMETER" or "COLLATE" or "DEFAULT" or "LAMBDA_REF" =>
            $"{node.Text("class")} is not known to the twin",
        _ => null,
    };

    private static string? RefusalOfPart(JsonObject node) => node.Text("type") switch
    {
        "PIVOT" or "SHOW_REF" or "COLUMN_DATA" or "DELIM_GET" => $"Athena has no {node.Text("type")}",
        "TABLE_FUNCTION" when node["function"]?.AsObject().Text("function_name") is not "unnest" and var name =>
            $"Athena has no table function {name}",
        "LIMIT_MODIFIER" when !IsNumber(node["limit"]) || !IsNumber(node["offset"]) =>
            "SYNTAX_ERROR: LIMIT and OFFSET take a number",
        "SET_OPERATION_NODE" when node.Text("setop_type").EndsWith("BY_NAME", StringComparison.Ordinal) =>
            "Athena has no UNION BY NAME",
        "LIMIT_PERCENT_MODIFIER" => "Athena has no LIMIT in percent",
        "DISTINCT_MODIFIER" when node.Has("distinct_on_targets") => "Athena has no DISTINCT ON",
        "JOIN" when node.Text("ref_type") is not ("REGULAR" or "CROSS" or "DEPENDENT")
            || node.Text("join_type") is "SEMI" or "ANTI" or "SINGLE" or "MARK" =>
            $"Athena has no {node.Text("ref_type")} {node.Text("join_type")} JOIN",
        "SELECT_NODE" when DistinctOrder.IsWrong(node) =>
            "EXPRESSION_NOT_IN_DISTINCT: For SELECT DISTINCT, ORDER BY expressions must appear in select list",
        "SELECT_NODE" when node["qualify"] is not null => "Athena has no QUALIFY: filter in an outer query",
        "SELECT_NODE" when node["sample"] is not null => "the twin does not know samples",
        "SELECT_NODE" when node.Text("aggregate_handling") != "STANDARD_HANDLING" =>
            "the twin does not know GROUP BY ALL",
        "BASE_TABLE" when node["sample"] is not null || node["at_clause"] is not null =>
            "the twin does not know samples and versions of tables",
        _ => null,
    };
    private static bool IsNumber(JsonNode? limit) =>
        limit is not JsonObject constant
        || (constant.Text("class") == "CONSTANT" && constant.TextConstant() is null);
}

/// <summary>The order of a SELECT DISTINCT: Athena takes the columns of the select list only, DuckDB any.</summary>
internal static class DistinctOrder
{
    /// <summary>Determines whether a query is distinct and ordered by something that it does not select.</summary>
    public static bool IsWrong(JsonObject query)
    {
        var modifiers = query["modifiers"]?.AsArray().OfType<JsonObject>().ToList() ?? [];
        var selected = query["select_list"]!.AsArray().OfType<JsonObject>().ToList();
        return modifiers.Exists(modifier => modifier.Text("type") == "DISTINCT_MODIFIER")
            && !selected.Exists(item => item.Text("class") == "STAR")
            && modifiers.SelectMany(modifier => modifier["orders"]?.AsArray().OfType<JsonObject>() ?? [])
                .Select(order => order["expression"]!.AsObject())
                .Any(expression => expression.Text("class") != "CONSTANT"
                    && !selected.Exists(item => IsSame(expression, item)));
    }

    private static bool IsSame(JsonObject expression, JsonObject item)
    {
        if (expression.Text("class") != "COLUMN_REF")
        {
            return JsonNode.DeepEquals(WithoutPlaces(expression), WithoutPlaces(item));
        }

        var name = expression.ColumnNames()[^1];
        return name.Equals(item.Text("alias"), StringComparison.OrdinalIgnoreCase)
            || (item.Text("class") == "COLUMN_REF"
                && name.Equals(item.ColumnNames()[^1], StringComparison.OrdinalIgnoreCase));
    }

    private static JsonNode? WithoutPlaces(JsonNode? node) => node switch
    {
        JsonObject tree => new JsonObject(tree
            .Where(property => property.Key is not ("query_location" or "alias"))
            .Select(property => KeyValuePair.Create(property.Key, WithoutPlaces(property.Value)))),
        JsonArray list => new JsonArray([.. list.Select(WithoutPlaces)]),
        _ => node?.DeepClone(),
    };
}
