using System.Collections.Immutable;
using Twin.Aws.Athena.Results;
using Twin.Host.Runs;

namespace Twin.Cli.Reports;

/// <summary>The result of a query, as text.</summary>
/// <param name="Name">The named query's name.</param>
/// <param name="Description">The question that it answers.</param>
/// <param name="Columns">The columns' names.</param>
/// <param name="Rows">The rows; null for SQL's NULL.</param>
internal sealed record ResultTable(
    string Name,
    string Description,
    ImmutableArray<string> Columns,
    ImmutableArray<ImmutableArray<string?>> Rows)
{
    /// <summary>The columns of numbers.</summary>
    public ImmutableArray<int> Numbers { get; init; } = [];

    /// <summary>The values as Athena writes them.</summary>
    public static ResultTable Create(string name, string description, QueryResult result) => new(
        name,
        description,
        [.. result.Columns.Select(column => column.Name)],
        [.. Enumerable.Range(0, result.Rows.Length).Select(result.Texts)])
    {
        Numbers = [.. result.Columns.Index().Where(column => column.Item.IsNumber).Select(column => column.Index)],
    };

    /// <summary>The values of a named query's result.</summary>
    public static ResultTable From(NamedQueryResult query) => Create(query.Name, query.Description, query.Result);
}
