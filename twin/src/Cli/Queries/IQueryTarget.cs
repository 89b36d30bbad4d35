using System.Collections.Immutable;
using Twin.Aws.Athena;
using Twin.Aws.Athena.Results;
using Twin.Host.Loading;

namespace Twin.Cli.Queries;

/// <summary>A stack whose tables can be queried: the last run on this machine, or a deployed stack.</summary>
internal interface IQueryTarget : IDisposable
{
    /// <summary>The database of a query that names none.</summary>
    string Database { get; }

    /// <summary>The named queries, by name.</summary>
    Task<ImmutableArray<NamedQueryDeclaration>> NamedQueriesAsync(CancellationToken cancellationToken);

    /// <summary>A named query.</summary>
    /// <exception cref="InputException">There is no query of this name.</exception>
    Task<NamedQueryDeclaration> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Runs a query.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="database">The database of the tables that the query names without one.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="InputException">The query is wrong.</exception>
    Task<QueryResult> AnswerAsync(string sql, string database, CancellationToken cancellationToken);
}
