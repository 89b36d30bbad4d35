using Infra;
using Twin.Aws.Athena;
using Twin.Aws.Athena.Results;
using Twin.Cli.Music;

namespace Twin.Cli.Operations;

/// <param name="Queries">The queries that succeeded.</param>
/// <param name="Failures">The others, each with its reason and what to do.</param>
internal sealed record DeployedMusic(ImmutableArray<MusicQuery> Queries, ImmutableArray<string> Failures)
{
    private static readonly TimeSpan MaxQueryTime = TimeSpan.FromMinutes(5);

    /// <summary>Runs all named queries, one after another, in the stack's work group.</summary>
    public static async Task<DeployedMusic> ReadAsync(
        StackAccess stack, TimeProvider clock, CancellationToken cancellationToken)
    {
        var workGroup = stack.Outputs.Text(nameof(SpotifyStack.WorkGroup));
        var group = new AthenaWorkGroup(stack.Aws, workGroup, clock);
        var queries = ImmutableArray.CreateBuilder<MusicQuery>();
        var failures = ImmutableArray.CreateBuilder<string>();
        var named = await group.NamedQueriesAsync(
            stack.Outputs.Texts(nameof(SpotifyStack.NamedQueries)), cancellationToken);
        foreach (var query in named)
        {
            switch (await group.RunAsync(query.Sql, query.Database, MaxQueryTime, cancellationToken))
            {
                case null:
                    failures.Add(
                        $"{query.Name} has not ended after {MaxQueryTime.TotalMinutes} minutes, and was stopped. Look "
                        + $"at it in the history of the work group {workGroup}.");
                    break;
                case { HasSucceeded: true } ended:
                    queries.Add(CreateQuery(query, await group.ResultAsync(ended, cancellationToken)));
                    break;
                case var failed:
                    failures.Add(
                        $"{query.Name} ended as {failed.State}: {failed.Reason}. Correct the cause that Athena names.");
                    break;
            }
        }

        return new DeployedMusic(queries.ToImmutable(), failures.ToImmutable());
    }

    private static MusicQuery CreateQuery(NamedQueryDeclaration query, QueryResult result) => new(
        query.Name,
        query.Description,
        query.Sql,
        [.. result.Columns.Select(column => column.Name)],
        [.. Enumerable.Range(0, result.Rows.Length).Select(result.Texts)]);
}
