using Twin.Declaration;

namespace Twin.Aws.Athena;

/// <summary>A declared named query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">The question that it answers.</param>
/// <param name="Database">The database of its tables.</param>
/// <param name="WorkGroup">The work group's name; null: <c>primary</c>.</param>
/// <param name="Sql">The query.</param>
public sealed record NamedQueryDeclaration(
    string Name, string Description, string Database, string? WorkGroup, string Sql)
{
    /// <summary>Reads a declared named query.</summary>
    /// <exception cref="RunFailedException">It lacks a property that Athena requires.</exception>
    public static NamedQueryDeclaration Read(DeclaredResource query) => new(
        query.PhysicalName,
        query.OptionalText("description") ?? "",
        query.Text("database"),
        query.OptionalText("workgroup"),
        query.Text("query"));
}
