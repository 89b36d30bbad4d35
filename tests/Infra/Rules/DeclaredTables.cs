namespace Tests.Infra.Rules;

internal static class DeclaredTables
{
    /// <summary>The tables of the functions' files; the others are Iceberg tables.</summary>
    public static IEnumerable<DeclaredResource> FileTables(this DeclaredStack stack) =>
        stack.OfType(ResourceTypes.CatalogTable).Where(table => table.Has("storageDescriptor"));

    public static IEnumerable<DeclaredResource> AnalyticsTables(this DeclaredStack stack) =>
        stack.OfType(ResourceTypes.CatalogTable).Where(table => !table.Has("storageDescriptor"));
}
