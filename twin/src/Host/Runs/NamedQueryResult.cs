using Twin.Aws.Athena.Results;

namespace Twin.Host.Runs;

/// <param name="Seconds">The time that it took on this machine.</param>
public sealed record NamedQueryResult(string Name, string Description, QueryResult Result, double Seconds)
{
    public RunRecord.QueryRecord Record => new(Result.Rows.Length, Seconds);
}
