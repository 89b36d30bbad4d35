using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Twin.Aws.Athena;

/// <summary>A query in DuckDB's SQL.</summary>
/// <param name="Sql">The query for DuckDB.</param>
/// <param name="Names">The names of its columns; null for a <c>*</c>.</param>
/// <param name="Tables">The tables that it names.</param>
/// <param name="Tree">Its syntax tree, translated.</param>
internal sealed record TranslatedQuery(
    string Sql, ImmutableArray<string?> Names, ImmutableArray<NamedTable> Tables, JsonObject Tree);
