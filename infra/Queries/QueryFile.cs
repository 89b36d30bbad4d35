using System.Collections.Immutable;

namespace Infra.Queries;

/// <summary>One of the <c>.sql</c> files beside this one: Athena engine 3 (Trino) SQL.</summary>
/// <param name="Name">The named query's name: the file's name without its ending.</param>
/// <param name="Description">The question that it answers: the file's first line, a comment.</param>
/// <param name="Sql">The whole file.</param>
public sealed record QueryFile(string Name, string Description, string Sql)
{
    private const string Ending = ".sql";
    private const string Comment = "-- ";

    /// <summary>All query files, sorted by name.</summary>
    public static ImmutableArray<QueryFile> All { get; } =
    [
        .. typeof(QueryFile).Assembly.GetManifestResourceNames()
            .Where(resource => resource.EndsWith(Ending, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    private static QueryFile Read(string resource)
    {
        using var stream = typeof(QueryFile).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
        var first = sql.Split('\n')[0];

        return first.StartsWith(Comment, StringComparison.Ordinal)
            ? new QueryFile(resource[..^Ending.Length], first[Comment.Length..], sql)
            : throw new InvalidDataException(
                $"Queries/{resource} does not begin with a comment that says what it answers: add a line '-- …'.");
    }
}
