using Twin.Aws.Athena.Results;
using Twin.Cli.Music;

namespace Twin.Cli.Reports;

/// <summary>The results of a run's named queries, with the question and the SQL of each as the stack declares
/// them.</summary>
internal static class ResultFiles
{
    private const string Ending = ".csv";

    /// <summary>Reads the results of a run's folder, in the order of the queries' names.</summary>
    public static ImmutableArray<MusicQuery> Read(string folder, StackRecord? stack)
    {
        var declared = (stack?.Resources ?? [])
            .Where(resource => resource.Type == ResourceTypes.NamedQuery)
            .GroupBy(resource => Text(resource.Inputs, "name") ?? resource.Name)
            .ToDictionary(query => query.Key, query => query.First().Inputs);
        var queries = Path.Combine(folder, OutputFolder.QueriesName);
        return !Directory.Exists(queries)
            ? []
            :
            [
                .. Directory.EnumerateFiles(queries, "*" + Ending)
                    .Order(StringComparer.Ordinal)
                    .Select(file => CreateQuery(
                        Path.GetFileNameWithoutExtension(file),
                        File.ReadAllText(file),
                        declared.GetValueOrDefault(Path.GetFileNameWithoutExtension(file)))),
            ];
    }

    private static MusicQuery CreateQuery(string name, string csv, JsonObject? declared)
    {
        var records = CsvText.Parse(csv);
        return new MusicQuery(
            name,
            (declared is null ? null : Text(declared, "description")) ?? "",
            declared is null ? null : Text(declared, "query"),
            records.IsEmpty ? [] : [.. records[0].Select(column => column ?? "")],
            records.IsEmpty ? [] : records[1..]);
    }

    private static string? Text(JsonObject inputs, string property) =>
        inputs[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

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
