using Twin.Aws.Athena.Results;
using Twin.Cli.Operations;

namespace Twin.Cli.Verification;

/// <summary>Runs each named query as it is deployed, in the stack's work group, and shows its first rows.</summary>
internal sealed class QueryCheck(VerifyTarget target, VerificationReport report, TimeProvider clock)
{
    private const int RowsShown = 3;

    private static readonly TimeSpan MaxQueryTime = TimeSpan.FromMinutes(5);

    private readonly AthenaWorkGroup _group = new(target.Aws, target.WorkGroup, clock);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var name in target.NamedQueries)
        {
            await report.CheckAsync($"query {name}", () => CheckAsync(name, cancellationToken));
        }
    }

    private async Task<CheckResult> CheckAsync(string name, CancellationToken cancellationToken)
    {
        if (target.IsReadOnly)
        {
            return CheckResult.Skipped($"--read-only starts no query");
        }

        var query = await _group.NamedQueryAsync(name, cancellationToken);
        try
        {
            return await _group.RunAsync(query.Sql, query.Database, MaxQueryTime, cancellationToken) switch
            {
                null => CheckResult.Failed(
                    $"it has not ended after {MaxQueryTime.TotalMinutes} minutes, and was stopped",
                    $"Look at it in the history of the work group {target.WorkGroup}."),
                { HasSucceeded: true } ended => Found(
                    await _group.ResultAsync(ended, cancellationToken, RowsShown), ended.Scanned),
                var ended => Failed(name, $"{ended.State}: {ended.Reason}"),
            };
        }
        catch (InputException refused)
        {
            return Failed(name, $"{refused.Message}");
        }
    }

    private CheckResult Failed(string name, FormattableString seen) => CheckResult.Failed(
        seen,
        "Correct the cause that Athena names. Run the query yourself: "
        + $"dotnet dev.cs query --stack {target.Stack.Stack} --name {name}");

    private static CheckResult Found(QueryResult result, long scanned) => result.Rows.IsEmpty
        ? CheckResult.Ok($"no rows; {scanned} bytes read")
        : CheckResult.Ok($"the first {result.Rows.Length} rows; {scanned} bytes read") with
        {
            Rows =
            [
                [.. result.Columns.Select(column => column.Name)],
                .. Enumerable.Range(0, result.Rows.Length)
                    .Select(row => result.Texts(row).Select(text => text ?? "").ToImmutableArray()),
            ],
        };
}
