using System.Collections.Immutable;
using Infra;
using Local.Cli.Music;

namespace Local.Cli.Operations;

/// <summary>The results of a deployed stack's named queries.</summary>
/// <param name="Queries">The queries that succeeded.</param>
/// <param name="Failures">The others, each with its reason and what to do.</param>
internal sealed record DeployedMusic(ImmutableArray<MusicQuery> Queries, ImmutableArray<string> Failures)
{
    /// <summary>Runs all named queries, one after another, in the stack's work group.</summary>
    public static async Task<DeployedMusic> ReadAsync(
        StackAccess stack, TimeProvider clock, CancellationToken cancellationToken)
    {
        var workGroup = stack.Outputs.Text(nameof(SpotifyStack.WorkGroup));
        var deployed = new DeployedQueries(stack.Aws, workGroup, clock);
        var queries = ImmutableArray.CreateBuilder<MusicQuery>();
        var failures = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, id) in stack.Outputs.Map(nameof(SpotifyStack.NamedQueries)))
        {
            var query = await deployed.FindAsync(id, cancellationToken);
            switch (await deployed.RunAsync(query, cancellationToken))
            {
                case null:
                    failures.Add(
                        $"{name} has not ended after {DeployedQueries.LongestQuery.TotalMinutes} minutes. Look at it in "
                        + $"the history of the work group {workGroup}.");
                    break;
                case { IsGood: true } ended:
                    var rows = await deployed.RowsAsync(ended, most: null, cancellationToken);
                    queries.Add(new MusicQuery(
                        name,
                        query.Question,
                        query.Sql,
                        rows.IsEmpty ? [] : [.. rows[0].Select(column => column ?? "")],
                        rows.IsEmpty ? [] : rows[1..]));
                    break;
                case var failed:
                    failures.Add($"{name} ended as {failed.State}: {failed.Reason}. Correct the cause that Athena names.");
                    break;
            }
        }

        return new DeployedMusic(queries.ToImmutable(), failures.ToImmutable());
    }
}
