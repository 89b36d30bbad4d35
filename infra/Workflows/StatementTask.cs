using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Iceberg;
using Infra.Workflows.States;

namespace Infra.Workflows;

/// <summary>A state that has Athena run one statement, and waits for its end.</summary>
internal static partial class StatementTask
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);

    // A clean-up that has too much to do fails, and goes on when it is repeated.
    private const int AttemptsOfUpkeep = 4;
    private const int Attempts = 2;

    // The merges' texts lie beside each part, since no page says how long an intrinsic function may be.
    private const string Texts = "sql";

    /// <summary>A statement of the publication.</summary>
    /// <param name="names">The database and the work group.</param>
    /// <param name="part">The path of the part whose days or months a merge is for.</param>
    public static TaskState Create(PublicationNames names, StatementFile statement, string part) =>
        statement.Kind == StatementKind.Upkeep
            ? Create(names, statement.Sql, AttemptsOfUpkeep) with { Comment = statement.Description }
            : Task(names, "QueryString.$", ForPart(statement, part), Attempts) with { Comment = statement.Description };

    public static TaskState Create(PublicationNames names, string sql, int attempts = Attempts) =>
        Task(names, "QueryString", sql, attempts);

    /// <summary>The input of the merges of a part.</summary>
    /// <param name="part">The path of the part.</param>
    public static JsonObject InputOf(IEnumerable<StatementFile> merges, string part) => new()
    {
        [$"{part[2..]}.$"] = "$$.Map.Item.Value",
        [Texts] = new JsonObject(
            merges.Select(merge => KeyValuePair.Create(merge.Name, (JsonNode?)Bound().Replace(merge.Sql, "{}")))),
    };

    private static string ForPart(StatementFile statement, string part) => Intrinsic.Format(
        $"$.{Texts}.{statement.Name}",
        Bound().Matches(statement.Sql).Select(bound => $"{part}.{bound.Value[1..]}"));

    private static TaskState Task(PublicationNames names, string field, string query, int attempts) => new()
    {
        Resource = ServiceCall.RunQuery,
        Parameters = new JsonObject
        {
            [field] = query,
            ["QueryExecutionContext"] = new JsonObject { ["Database"] = names.Database },
            ["WorkGroup"] = names.WorkGroup,
        },
        ResultPath = ResultPlace.Nowhere,
        TimeoutSeconds = (int)Timeout.TotalSeconds,
        // Athena may still run a statement whose time is over.
        Retry = [RetryRule.NotAfter("States.Timeout"), RetryRule.Always(intervalSeconds: 15, attempts)],
    };

    [GeneratedRegex(@"\" + StatementFile.FirstDay + @"|\" + StatementFile.LastDay
        + @"|\" + StatementFile.FirstMonth + @"|\" + StatementFile.LastMonth)]
    private static partial Regex Bound();
}
