using System.Text.Json.Nodes;
using Infra.Queries;
using Infra.Workflows.States;

namespace Infra.Workflows;

/// <summary>The states that ask each quality query, which must return nothing. What one returns is remembered, and
/// the others are asked too.</summary>
internal static class QualityStates
{
    /// <summary>The beginning of the names of the quality queries.</summary>
    public const string Prefix = "quality_";

    private const string QueryPath = "$.query";
    private const string AnswerPath = "$.answer";

    private static readonly ImmutableArray<QueryFile> Queries =
        [.. QueryFile.All.Where(query => query.Name.StartsWith(Prefix, StringComparison.Ordinal))];

    /// <summary>The longest time from the first to the last state.</summary>
    public static TimeSpan MaxDuration => Queries.Length
        * (StatementTask.Create(new PublicationNames("", "", ""), "").MaxDuration + ReadState().MaxDuration);

    /// <summary>The name of the first state; the one after all of them if there is no quality query.</summary>
    public static string First(string then) => Queries.IsEmpty ? then : Ask(Queries[0]);

    /// <summary>Adds the states.</summary>
    /// <param name="names">The database and the work group.</param>
    /// <param name="findings">The path below which the queries that return rows are remembered.</param>
    /// <param name="caught">The state that follows an error.</param>
    /// <param name="then">The state after all of them.</param>
    public static void AddTo(
        StateSequence sequence, PublicationNames names, string findings, CatchRule caught, string then)
    {
        for (var i = 0; i < Queries.Length; i++)
        {
            var query = Queries[i];
            var next = i + 1 < Queries.Length ? Ask(Queries[i + 1]) : then;
            var (ask, read, judge, remember) =
                (Ask(query), $"Read {Words(query)}", $"Judge {Words(query)}", $"Remember {Words(query)}");
            sequence
                // A day that was not read is lost: its alarm has told, and no publication can make up for it.
                .Add(ask, StatementTask.Create(names, query.Statement(countedMs: 0, "UTC", weekdays: [])) with
                {
                    Comment = query.Description,
                    ResultSelector = new JsonObject { ["id.$"] = "$.QueryExecution.QueryExecutionId" },
                    ResultPath = ResultPlace.At(QueryPath),
                    Catch = [caught],
                    Next = read,
                })
                .Add(read, ReadState() with { Catch = [caught], Next = judge })
                .Add(judge, new ChoiceState
                {
                    Choices = [Condition.Has($"{AnswerPath}.rows[1]").Then(remember)],
                    Default = next,
                })
                .Add(remember, new PassState
                {
                    Result = JsonValue.Create($"returned rows: run the named query {query.Name} in Athena"),
                    ResultPath = ResultPlace.At($"{findings}.{query.Name}"),
                    Next = next,
                });
        }
    }

    private static TaskState ReadState() => new()
    {
        Resource = ServiceCall.GetQueryResults,
        // The first row has the columns' names.
        Parameters = new JsonObject { ["QueryExecutionId.$"] = $"{QueryPath}.id", ["MaxResults"] = 2 },
        ResultSelector = new JsonObject { ["rows.$"] = "$.ResultSet.Rows" },
        ResultPath = ResultPlace.At(AnswerPath),
        TimeoutSeconds = 60,
        Retry = [RetryRule.Always(intervalSeconds: 5, maxAttempts: 3)],
    };

    private static string Ask(QueryFile query) => $"Ask for {Words(query)}";

    private static string Words(QueryFile query) => query.Name[Prefix.Length..].Replace('_', ' ');
}
