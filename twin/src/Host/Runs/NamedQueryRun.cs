using Twin.Aws.Athena;
using Twin.Aws.Athena.Results;
using Twin.Aws.Athena.Statements;

namespace Twin.Host.Runs;

public sealed class NamedQueryRun(QuerySession queries, Timeline timeline, TimeProvider wall)
{
    /// <summary>Runs all of them. A query that Athena refuses is a failure in the timeline and has no result.</summary>
    public async Task<ImmutableArray<NamedQueryResult>> RunAsync(CancellationToken cancellationToken)
    {
        var results = ImmutableArray.CreateBuilder<NamedQueryResult>();
        foreach (var query in queries.Named)
        {
            try
            {
                var begin = wall.GetTimestamp();
                var result = await queries.RunAsync(query, cancellationToken);
                var seconds = wall.GetElapsedTime(begin).TotalSeconds;

                results.Add(new NamedQueryResult(query.Name, query.Description, result, Math.Round(seconds, 3)));
                timeline.Add(TimelineSource.Athena, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{query.Name}: {result.Rows.Length} rows in {seconds:0.00} s"));
            }
            catch (AthenaException refused)
            {
                timeline.Add(
                    TimelineSource.Athena, $"{query.Name}: {refused.Message}", TimelineEntryKind.Failure);
            }
        }

        return results.ToImmutable();
    }
}

/// <param name="Seconds">The time that it took on this machine.</param>
public sealed record NamedQueryResult(string Name, string Description, QueryResult Result, double Seconds)
{
    public RunRecord.QueryRecord Record => new(Result.Rows.Length, Seconds);
}
