using Twin.Aws.Athena.Results;

namespace Twin.Host.Runs;

/// <summary>The result of one named query.</summary>
/// <param name="Name">The named query's name.</param>
/// <param name="Description">The question that it answers.</param>
/// <param name="Result">Its columns and rows.</param>
/// <param name="Seconds">The time that it took on this machine.</param>
public sealed record NamedQueryResult(string Name, string Description, QueryResult Result, double Seconds)
{
    /// <summary>The query's part of <c>run.json</c>.</summary>
    public RunRecord.QueryRecord Record => new(Result.Rows.Length, Seconds);
}
