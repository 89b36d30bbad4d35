using System.Text.Json.Nodes;
using Infra.Iceberg;
using Infra.Workflows.States;

namespace Infra.Workflows;

/// <summary>A state that has Athena run one statement, and waits for its end.</summary>
internal static class StatementTask
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);

    // A clean-up that has too much to do fails, and goes on when it is repeated.
    private const int AttemptsOfUpkeep = 4;
    private const int Attempts = 2;

    /// <summary>A statement of the publication.</summary>
    /// <param name="names">The database and the work group.</param>
    /// <param name="part">The path of the part whose days or months a merge is for.</param>
    public static TaskState Create(PublicationNames names, StatementFile statement, string part) =>
        statement.Kind == StatementKind.Upkeep
            ? Create(names, statement.Sql, AttemptsOfUpkeep) with { Comment = statement.Description }
            : Task(names, "QueryString.$", ForPart(statement, part), Attempts) with { Comment = statement.Description };

    public static TaskState Create(PublicationNames names, string sql, int attempts = Attempts) =>
        Task(names, "QueryString", sql, attempts);

    // Assumption: expression-length.
    private static string ForPart(StatementFile statement, string part) => Intrinsic.Format(
        statement.Sql,
        (StatementFile.FirstDay, $"{part}.first_day"),
        (StatementFile.LastDay, $"{part}.last_day"),
        (StatementFile.FirstMonth, $"{part}.first_month"),
        (StatementFile.LastMonth, $"{part}.last_month"));

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
        Retry = [RetryRule.Always(intervalSeconds: 15, attempts)],
    };
}
