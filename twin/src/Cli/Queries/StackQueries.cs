using Infra;
using Twin.Aws.Athena;
using Twin.Aws.Athena.Results;
using Twin.Cli.Operations;

namespace Twin.Cli.Queries;

internal sealed class StackQueries : IQueryTarget
{
    // Athena itself ends a query after thirty minutes, or later where the account's quota says so.
    private static readonly TimeSpan MaxQueryTime = TimeSpan.FromHours(4);

    private readonly StackAccess _stack;
    private readonly ImmutableArray<string> _named;
    private readonly AthenaWorkGroup _group;

    /// <summary>Reads all names at once, so that a missing one ends the command before anything is started.</summary>
    public StackQueries(StackAccess stack, TimeProvider clock)
    {
        _stack = stack;
        _named = stack.Outputs.Texts(nameof(SpotifyStack.NamedQueries));
        _group = new AthenaWorkGroup(stack.Aws, stack.Outputs.Text(nameof(SpotifyStack.WorkGroup)), clock);
        Database = stack.Outputs.Text(nameof(SpotifyStack.Database));
    }

    public string Database { get; }

    public Task<ImmutableArray<NamedQueryDeclaration>> NamedQueriesAsync(CancellationToken cancellationToken) =>
        _group.NamedQueriesAsync(_named, cancellationToken);

    public async Task<NamedQueryDeclaration> FindAsync(string name, CancellationToken cancellationToken) =>
        _named.Contains(name)
            ? await _group.NamedQueryAsync(name, cancellationToken)
            : throw UnknownQuery.Create(name, _named);

    public async Task<QueryResult> AnswerAsync(string sql, string database, CancellationToken cancellationToken) =>
        await _group.RunAsync(sql, database, MaxQueryTime, cancellationToken) switch
        {
            { HasSucceeded: true } ended => await _group.ResultAsync(ended, cancellationToken),
            { IsCallersError: true } wrong => throw new InputException(wrong.Reason),
            { } failed => throw new RunFailedException(
                $"Athena ended the query as {failed.State}: {failed.Reason}\nIt is {failed.Id} in the history of the "
                + $"work group {_group.Name}."),
            null => throw new RunFailedException(
                $"The query has not ended after {MaxQueryTime.TotalHours} hours, and was stopped."),
        };

    public void Dispose() => _stack.Dispose();
}
