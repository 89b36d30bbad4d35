using Twin.Aws.Glue;

namespace Twin.Aws.Athena;

/// <summary>A table of the catalog that a statement names.</summary>
/// <param name="Database">Its database.</param>
/// <param name="Table">The table.</param>
public sealed record NamedTable(string Database, CatalogTable Table);
