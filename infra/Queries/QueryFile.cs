namespace Infra.Queries;

/// <summary>One of the <c>.sql</c> files beside this one: Athena engine 3 (Trino) SQL.</summary>
/// <param name="Name">The named query's name: the file's name without its ending.</param>
/// <param name="Description">The sentence that says what it tells: the file's first line, a comment.</param>
/// <param name="Sql">The whole file.</param>
public sealed record QueryFile(string Name, string Description, string Sql)
{
    public static ImmutableArray<QueryFile> All { get; } =
        [.. SqlFile.In("Queries").Select(file => new QueryFile(file.Name, file.Description, file.Sql))];
}
