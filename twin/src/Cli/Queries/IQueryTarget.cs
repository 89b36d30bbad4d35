using Twin.Aws.Athena;
using Twin.Aws.Athena.Results;
using Twin.Aws.Athena.Statements;

namespace Twin.Cli.Queries;

/// <summary>A stack whose tables can be queried: the last run on this machine, or a deployed stack.</summary>
internal interface IQueryTarget : IDisposable
{
    string Database { get; }

    Task<ImmutableArray<NamedQueryDeclaration>> NamedQueriesAsync(CancellationToken cancellationToken);

    Task<NamedQueryDeclaration> FindAsync(string name, CancellationToken cancellationToken);

    /// <param name="database">The database of the tables that the query names without one.</param>
    Task<QueryResult> AnswerAsync(string sql, string database, CancellationToken cancellationToken);
}

internal static class UnknownQuery
{
    public static InputException Create(string name, IEnumerable<string> known) => new(
        $"There is no named query '{name}'.{NameSuggestion.Format(name, known)} --list shows all of them.");
}
