namespace Infra.Queries;

/// <summary>A <c>.sql</c> file of this project: one statement in the SQL of Athena's engine 3 (Trino).</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Description">The file's first line, a comment.</param>
/// <param name="Sql">The whole file.</param>
internal sealed record SqlFile(string Name, string Description, string Sql)
{
    private const string Ending = ".sql";
    private const string Comment = "-- ";

    /// <summary>All files of a folder of this project, sorted by name.</summary>
    public static ImmutableArray<SqlFile> In(string folder) =>
    [
        .. typeof(SqlFile).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource => Read(folder, resource[(folder.Length + 1)..^Ending.Length])),
    ];

    /// <summary>One file of a folder of this project.</summary>
    public static SqlFile Read(string folder, string name)
    {
        var resource = $"{folder}/{name}{Ending}";
        using var stream = typeof(SqlFile).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidDataException($"{resource} is missing.");
        using var reader = new StreamReader(stream);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
        var first = sql.Split('\n')[0];

        return first.StartsWith(Comment, StringComparison.Ordinal)
            ? new SqlFile(name, first[Comment.Length..], sql)
            : throw new InvalidDataException(
                $"{resource} does not begin with a comment that says what it tells or does: add a line '-- …'.");
    }
}
