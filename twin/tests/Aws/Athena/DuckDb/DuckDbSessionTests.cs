using DuckDB.NET.Data;
using Twin.Aws.Athena.DuckDb;

namespace Twin.Tests.Aws.Athena.DuckDb;

public sealed class DuckDbSessionTests : FolderTest
{
    private const string Sorted =
        "CREATE TABLE sorted AS SELECT md5(i::VARCHAR) AS hash FROM range(300000) t(i) ORDER BY hash";

    [Fact]
    public void A_statement_beyond_the_memory_takes_the_disk_and_beyond_that_is_refused_in_Athenas_words()
    {
        using var session = new DuckDbSession(Folder.Root, Folder.Root);
        session.Run("SET memory_limit = '20 MB'");
        session.Run(Sorted);

        session.Run("DROP TABLE sorted; SET max_temp_directory_size = '1 MB'");
        var refused = Assert.Throws<DuckDBException>(() => session.Run(Sorted));

        Assert.StartsWith(
            "Query exhausted resources at this scale factor",
            DuckDbMessage.ToAthena(refused, Sorted).Message,
            StringComparison.Ordinal);
    }
}
