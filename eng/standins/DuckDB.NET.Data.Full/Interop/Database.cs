namespace DuckDB.NET.Native;

/// <summary>Opens databases. Connections to one file share one database, as DuckDB requires within a process.</summary>
internal static unsafe class Database
{
    private static readonly nint Files = Duck.CreateInstanceCache();

    public static DatabaseHandle Open(string dataSource, IReadOnlyDictionary<string, string> settings)
    {
        _ = Duck.CreateConfig(out var config);
        try
        {
            foreach (var (name, value) in settings)
            {
                if (Duck.SetConfig(config, name, value) != 0)
                {
                    throw new Data.DuckDBException($"Error setting '{name}' to '{value}'");
                }
            }
            byte* error;
            DatabaseHandle database;
            var isInMemory = dataSource.Equals(
                Data.DuckDBConnectionStringBuilder.InMemoryDataSource, StringComparison.OrdinalIgnoreCase);
            var failed = isInMemory
                ? Duck.OpenExt(null, out database, config, out error) != 0
                : Duck.GetOrCreateFromCache(Files, dataSource, out database, config, out error) != 0;
            if (!failed)
            {
                return database;
            }

            var message = $"DuckDBOpen failed: {Duck.Text(error)}";
            Duck.Free(error);
            throw new Data.DuckDBException(message);
        }
        finally
        {
            Duck.DestroyConfig(ref config);
        }
    }
}
