using DuckDB.NET.Data;

namespace Twin.Tests.Aws.Athena;

/// <summary>The differences between DuckDB's MERGE and Athena's, for which the twin finds the rows of a MERGE itself.
/// If a new DuckDB behaves otherwise, one of these tests fails.</summary>
public sealed class DuckDbDifferenceTests : IDisposable
{
    private const string Merge = "MERGE INTO t USING s ON t.id = s.id ";

    private readonly DuckDBConnection _duck = new(DuckDBConnectionStringBuilder.InMemoryConnectionString);

    public DuckDbDifferenceTests()
    {
        _duck.Open();
        Run("CREATE TABLE t AS SELECT 1 AS id, 'old' AS name UNION ALL SELECT 2, 'old'");
        Run("CREATE TABLE s AS SELECT 1 AS id, 'a' AS name UNION ALL SELECT 1, 'b'");
    }

    [Fact]
    public void DuckDB_accepts_a_target_row_that_matches_twice()
    {
        Run(Merge + "WHEN MATCHED THEN UPDATE SET name = s.name");
        Assert.Equal(1L, Number("SELECT count(*) FROM t WHERE name = 'old'"));
    }

    [Fact]
    public void DuckDB_accepts_not_matched_by_source()
    {
        Run(Merge + "WHEN NOT MATCHED BY SOURCE THEN DELETE");
        Assert.Equal(1L, Number("SELECT count(*) FROM t"));
    }

    [Fact]
    public void DuckDB_refuses_assignments_in_parentheses() =>
        Assert.Throws<DuckDBException>(() => Run(Merge + "WHEN MATCHED THEN UPDATE SET (name = s.name)"));

    [Fact]
    public void DuckDB_converts_a_text_to_a_number_without_a_cast()
    {
        Run("INSERT INTO t (id) SELECT '3'");
        Assert.Equal(3L, Number("SELECT count(*) FROM t"));
    }

    [Fact]
    public void DuckDB_serializes_queries_only() =>
        Assert.Equal(1L, Number(
            "SELECT count(*) WHERE CAST(json_serialize_sql('DELETE FROM t') AS VARCHAR) "
            + "LIKE '%Only SELECT statements%'"));

    public void Dispose() => _duck.Dispose();

    private void Run(string sql)
    {
        using var command = new DuckDBCommand(sql, _duck);
        command.ExecuteNonQuery();
    }

    private object? Number(string sql)
    {
        using var command = new DuckDBCommand(sql, _duck);
        return command.ExecuteScalar();
    }
}
