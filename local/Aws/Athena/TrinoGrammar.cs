using System.Text.Json.Nodes;

namespace Local.Aws.Athena;

/// <summary>Refuses syntax that DuckDB has and Trino lacks.</summary>
internal static class TrinoGrammar
{
    private static readonly string[] AfterLists =
    [
        ")", "]", "from", "where", "group", "having", "order", "limit", "offset", "union", "except", "intersect",
    ];

    /// <exception cref="AthenaException">
    /// A sign is DuckDB's own or a parameter without a value, or something is in a place where Athena refuses it.
    /// </exception>
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

    /// <summary>
    /// Refuses a comma after the last item of a list, and an OFFSET after the LIMIT: DuckDB accepts both.
    /// </summary>
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

            if (i > 1 && tokens[i].Is("offset") && tokens[i - 2].Is("limit"))
            {
                throw query.Refuse("SYNTAX_ERROR: mismatched input 'OFFSET': Athena takes it before LIMIT", tokens[i]);
            }
        }
    }

    /// <summary>The refusal of two words of which DuckDB makes something else, or an error about neither.</summary>
    private static string? Unknown(SqlToken first, SqlToken second) => (first.Text, second.Text) switch
    {
        _ when first.Is("for") && (second.Is("timestamp") || second.Is("version")) =>
            "the twin does not know earlier versions of a table (FOR TIMESTAMP AS OF, FOR VERSION AS OF)",
        _ when second.Is("nulls") && (first.Is("ignore") || first.Is("respect")) =>
            $"the twin does not know {first.Text} {second.Text}",
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
    };
}
