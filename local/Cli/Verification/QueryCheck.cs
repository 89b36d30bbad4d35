using System.Collections.Immutable;
using Local.Cli.Operations;

namespace Local.Cli.Verification;

/// <summary>Runs each named query as it is deployed, in the stack's work group, and shows its first rows.</summary>
internal sealed class QueryCheck(VerifyTarget target, VerificationReport report, TimeProvider clock)
{
    private const int RowsShown = 3;

    private readonly DeployedQueries _queries = new(target.Aws, target.WorkGroup, clock);

    /// <summary>Runs the queries, one after another.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, id) in target.NamedQueries)
        {
            await report.CheckAsync($"query {name}", () => CheckAsync(id, cancellationToken));
        }
    }

    private async Task<Finding> CheckAsync(string id, CancellationToken cancellationToken)
    {
        if (target.IsReadOnly)
        {
            return Finding.Skipped($"--read-only starts no query");
        }

        var query = await _queries.FindAsync(id, cancellationToken);
        return await _queries.RunAsync(query, cancellationToken) switch
        {
            null => Finding.Failed(
                $"it has not ended after {DeployedQueries.LongestQuery.TotalMinutes} minutes",
                $"Look at it in the history of the work group {target.WorkGroup}."),
            { IsGood: true } ended => await ResultAsync(ended, cancellationToken),
            var failed => Finding.Failed(
                $"{failed.State}: {failed.Reason}",
                $"Correct the cause that Athena names. Run the query yourself in the work group {target.WorkGroup}: "
                + "pulumi stack output Console has its address."),
        };
    }

    private async Task<Finding> ResultAsync(EndedQuery ended, CancellationToken cancellationToken)
    {
        var rows = await _queries.RowsAsync(ended, RowsShown, cancellationToken);
        return rows.Length > 1
            ? Finding.Ok($"the first {rows.Length - 1} rows; {ended.Scanned} bytes read") with
            {
                Rows = [.. rows.Select(row => row.Select(value => value ?? "").ToImmutableArray())],
            }
            : Finding.Ok($"no rows; {ended.Scanned} bytes read");
    }
}
