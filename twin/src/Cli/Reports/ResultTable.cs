using System.Collections.Immutable;
using Twin.Aws.Athena.Results;
using Twin.Host.Runs;

namespace Twin.Cli.Reports;

/// <param name="Rows">The rows; null for SQL's NULL.</param>
internal sealed record ResultTable(
    string Name,
    string Description,
    ImmutableArray<string> Columns,
    ImmutableArray<ImmutableArray<string?>> Rows)
{
    public ImmutableArray<int> Numbers { get; init; } = [];

    public static ResultTable Create(string name, string description, QueryResult result) => new(
        name,
        description,
        [.. result.Columns.Select(column => column.Name)],
        [.. Enumerable.Range(0, result.Rows.Length).Select(result.Texts)])
    {
        Numbers = [.. result.Columns.Index().Where(column => column.Item.IsNumber).Select(column => column.Index)],
    };

    public static ResultTable From(NamedQueryResult query) => Create(query.Name, query.Description, query.Result);
}
