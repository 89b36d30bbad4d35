using System.Data;
using System.Numerics;
using DuckDB.NET.Data;

namespace Eng.Tests.StandIns.DuckDb;

/// <summary>The behaviour of DuckDB.NET.Data that this repository relies on.</summary>
public sealed class DuckDbTests : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public DuckDbTests() => _connection.Open();

    public void Dispose() => _connection.Dispose();

    public static TheoryData<string, object> Values => new()
    {
        { "'a'", "a" },
        { "'twelve bytes'", "twelve bytes" },
        { "'thirteen bytes'", "thirteen bytes" },
        { "''", "" },
        { "'naïve 😀 שלום'", "naïve 😀 שלום" },
        { "true", true },
        { "(-128)::tinyint", (sbyte)-128 },
        { "(-32768)::smallint", (short)-32768 },
        { "2147483647", 2147483647 },
        { "9223372036854775807", 9223372036854775807L },
        { "255::utinyint", (byte)255 },
        { "65535::usmallint", (ushort)65535 },
        { "4294967295::uinteger", 4294967295u },
        { "18446744073709551615::ubigint", 18446744073709551615ul },
        { "(-170141183460469231731687303715884105727)::hugeint",
            BigInteger.Parse("-170141183460469231731687303715884105727", null) },
        { "1.5::float", 1.5f },
        { "0.1::double", 0.1 },
        { "1.25", 1.25m },
        { "(-0.05)::decimal(4,2)", -0.05m },
        { "12345678.901::decimal(18,3)", 12345678.901m },
        { "(-12345678901234567890.5)::decimal(38,1)", -12345678901234567890.5m },
        { "date '2024-02-29'", new DateOnly(2024, 2, 29) },
        { "date '1969-12-31'", new DateOnly(1969, 12, 31) },
        { "timestamp '2024-02-29 12:34:56.789012'", new DateTime(2024, 2, 29, 12, 34, 56).AddMicroseconds(789012) },
        { "timestamp_s '1969-12-31 23:59:59'", new DateTime(1969, 12, 31, 23, 59, 59) },
        { "timestamp_ms '2024-02-29 12:34:56.789'", new DateTime(2024, 2, 29, 12, 34, 56, 789) },
        { "['a', 'b']", new List<string> { "a", "b" } },
        { "[]::integer[]", new List<int>() },
        { "[[1, 2], [3]]", new List<List<int>> { new() { 1, 2 }, new() { 3 } } },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_has_the_clr_type_of_its_column(string sql, object expected)
    {
        using var reader = Query($"select {sql} as v");
        Assert.True(reader.Read());
        Assert.Equal(expected.GetType(), reader.GetFieldType(0));
        Assert.Equal(expected, reader.GetValue(0));
        Assert.Equal(expected, reader["v"]);
        Assert.False(reader.IsDBNull(0));
        Assert.False(reader.Read());
    }

    [Fact]
    public void A_null_is_dbnull_and_cannot_be_read_as_a_value()
    {
        using var reader = Query("select null::varchar as v, null::integer as n");
        Assert.True(reader.Read());
        Assert.True(reader.IsDBNull(0));
        Assert.Same(DBNull.Value, reader.GetValue(0));
        Assert.Null(reader.GetFieldValue<int?>(1));
        Assert.Equal(
            "Column 'v' value is null",
            Assert.Throws<InvalidCastException>(() => reader.GetString(0)).Message);
        Assert.Throws<InvalidCastException>(() => reader.GetInt32(1));
    }

    [Fact]
    public void A_number_is_read_only_as_a_type_that_can_represent_it()
    {
        using var reader = Query("select 300 as n, 40::hugeint as h, '7' as t");
        Assert.True(reader.Read());
        Assert.Equal(300L, reader.GetInt64(0));
        Assert.Equal(new BigInteger(300), reader.GetFieldValue<BigInteger>(0));
        Assert.Equal(40L, reader.GetInt64(1));
        Assert.Equal(
            "Cannot cast from Int32 to Byte in column n",
            Assert.Throws<InvalidCastException>(() => reader.GetByte(0)).Message);
        Assert.Throws<InvalidCastException>(() => reader.GetInt32(2));
    }

    [Fact]
    public void A_list_of_values_refuses_nulls_and_a_list_of_texts_has_them()
    {
        using var reader = Query("select ['a', null] as t, [1, null] as n");
        Assert.True(reader.Read());
        Assert.Equal(new List<string?> { "a", null }, reader.GetValue(0));
        Assert.Throws<InvalidCastException>(() => reader.GetValue(1));
    }

    [Fact]
    public void Rows_past_the_first_chunk_are_read_in_their_order()
    {
        using var reader = Query(
            "select i, case when i % 3 = 0 then null else 'row number ' || i end from range(5000) t(i)");
        for (var i = 0L; i < 5000; i++)
        {
            Assert.True(reader.Read());
            Assert.Equal(i, reader.GetInt64(0));
            Assert.Equal(i % 3 == 0 ? DBNull.Value : $"row number {i}", reader.GetValue(1));
        }
        Assert.False(reader.Read());
        Assert.False(reader.Read());
    }

    [Fact]
    public void The_columns_have_names_and_types_also_without_rows()
    {
        using var reader = Query("select 1::bigint as \"Spaced Name\", 'x' as b where false");
        Assert.False(reader.HasRows);
        Assert.Equal(2, reader.FieldCount);
        Assert.Equal("Spaced Name", reader.GetName(0));
        Assert.Equal(1, reader.GetOrdinal("b"));
        Assert.Equal("BigInt", reader.GetDataTypeName(0));
        Assert.Equal("Varchar", reader.GetDataTypeName(1));
        Assert.Equal(
            "Column with name c was not found.",
            Assert.Throws<DuckDBException>(() => reader.GetOrdinal("c")).Message);
        Assert.Throws<InvalidOperationException>(() => reader.GetValue(0));
    }

    [Fact]
    public void Statements_run_one_after_the_other()
    {
        using var reader = Query("create table t (a integer); select 1; insert into t values (2); select a from t");
        Assert.True(reader.Read());
        Assert.Equal(1, reader.GetInt32(0));
        Assert.True(reader.NextResult());
        Assert.True(reader.Read());
        Assert.Equal(2, reader.GetInt32(0));
        Assert.False(reader.NextResult());
    }

    [Fact]
    public void Changed_rows_are_counted()
    {
        Assert.Equal(0, Execute("create table t (a integer)"));
        Assert.Equal(3, Execute("insert into t values (1), (2), (3)"));
        Assert.Equal(2, Execute("delete from t where a > 1"));
    }

    [Fact]
    public void A_scalar_is_the_first_value_or_null_without_rows()
    {
        Assert.Equal(7L, Scalar("select 7::bigint, 8"));
        Assert.Same(DBNull.Value, Scalar("select null"));
        Assert.Null(Scalar("select 1 where false"));
    }

    [Fact]
    public void Parameters_are_bound_by_position_and_by_name()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "select ? || ?";
        command.Parameters.Add(new DuckDBParameter { Value = "a" });
        command.Parameters.Add(new DuckDBParameter { Value = "'b" });
        Assert.Equal("a'b", command.ExecuteScalar());

        command.CommandText = "select $number::bigint + length($text)";
        command.Parameters.Clear();
        command.Parameters.Add(new DuckDBParameter("text", "four"));
        command.Parameters.Add(new DuckDBParameter("number", 38));
        Assert.Equal(42L, command.ExecuteScalar());

        command.Parameters.RemoveAt("text");
        Assert.Equal(
            "Invalid number of parameters. Expected 2, got 1",
            Assert.Throws<InvalidOperationException>(() => command.ExecuteScalar()).Message);
    }

    [Theory]
    [InlineData("selec 1", "Parser Error: syntax error at or near \"selec\"")]
    [InlineData("select * from nowhere", "Catalog Error: Table with name nowhere does not exist!")]
    [InlineData("select cast('x' as integer)", "Conversion Error: Could not convert string 'x' to INT32")]
    public void A_refused_statement_has_duckdbs_message(string sql, string message)
    {
        var exception = Assert.Throws<DuckDBException>(() => Scalar(sql));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Appended_rows_are_there_once_the_appender_is_closed()
    {
        Execute("create table t (a varchar, b varchar)");
        using (var appender = _connection.CreateAppender("main", "t"))
        {
            for (var i = 0; i < 5000; i++)
            {
                appender.CreateRow().AppendValue($"{i:0000} 'quoted' \" שלום \\").AppendValue("").EndRow();
            }

            appender.CreateRow().AppendValue(null).AppendValue(null).EndRow();
        }

        using var reader = Query("select * from t order by a nulls last");
        for (var i = 0; i < 5000; i++)
        {
            Assert.True(reader.Read());
            Assert.Equal($"{i:0000} 'quoted' \" שלום \\", reader.GetString(0));
            Assert.Equal("", reader.GetString(1));
        }

        Assert.True(reader.Read());
        Assert.All(Enumerable.Range(0, 2), column => Assert.True(reader.IsDBNull(column)));
        Assert.False(reader.Read());
    }

    [Fact]
    public void An_appender_writes_to_a_table_of_another_schema()
    {
        Execute("create schema s; create table s.t (a varchar)");
        using (var appender = _connection.CreateAppender("s", "t"))
        {
            appender.CreateRow().AppendValue("x").EndRow();
        }

        Assert.Equal("x", Scalar("select a from s.t"));
    }

    [Fact]
    public void An_appender_refuses_a_row_that_does_not_fit_the_table()
    {
        Execute("create schema s; create table s.t (a varchar, b integer)");
        Assert.Throws<DuckDBException>(() => _connection.CreateAppender("s", "nowhere"));
        var appender = _connection.CreateAppender("s", "t");
        var row = appender.CreateRow().AppendValue("x");
        Assert.Equal(
            "The table s.t has 2 columns but you specified only 1 values",
            Assert.Throws<InvalidOperationException>(row.EndRow).Message);
        Assert.Equal(
            "Cannot write String to Integer column",
            Assert.Throws<InvalidOperationException>(() => row.AppendValue("y")).Message);
        appender.Close();
        Assert.Equal(
            "Appender is already closed",
            Assert.Throws<InvalidOperationException>(() => appender.CreateRow()).Message);
    }

    [Fact]
    public void An_appender_refuses_a_value_too_many()
    {
        Execute("create table t (a varchar)");
        using var appender = _connection.CreateAppender("main", "t");
        var row = appender.CreateRow().AppendValue("x");
        Assert.Equal(
            "The table main.t has 1 columns but you are trying to append value for column 2",
            Assert.Throws<IndexOutOfRangeException>(() => row.AppendValue("y")).Message);
    }

    [Fact]
    public void A_transaction_that_is_not_committed_leaves_nothing()
    {
        Execute("create table t (a integer)");
        using (_connection.BeginTransaction())
        {
            Execute("insert into t values (1)");
        }

        Assert.Equal(0L, Scalar("select count(*) from t"));
        using (var transaction = _connection.BeginTransaction())
        {
            Execute("insert into t values (1)");
            transaction.Commit();
        }
        Assert.Equal(1L, Scalar("select count(*) from t"));
    }

    [Fact]
    public void Each_connection_in_memory_is_a_database_of_its_own()
    {
        Execute("create table t (a integer)");
        using var other = new DuckDBConnection("DataSource=:memory:");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "select count(*) from duckdb_tables()";
        Assert.Equal(0L, command.ExecuteScalar());
    }

    [Fact]
    public void Connections_to_one_file_share_it()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.duckdb");
        try
        {
            using var one = new DuckDBConnection($"Data Source={file}");
            using var two = new DuckDBConnection($"Data Source={file}");
            one.Open();
            two.Open();
            using var create = new DuckDBCommand("create table t as select 5 as a", one);
            create.ExecuteNonQuery();
            using var select = new DuckDBCommand("select a from t", two);
            Assert.Equal(5, select.ExecuteScalar());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Settings_are_part_of_the_connection_string_and_unknown_ones_are_refused()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:;threads=1");
        connection.Open();
        using var command = new DuckDBCommand("select current_setting('threads')", connection);
        Assert.Equal(1L, command.ExecuteScalar());

        using var unknown = new DuckDBConnection("DataSource=:memory:;no_such_setting=1");
        Assert.Contains(
            "'no_such_setting'",
            Assert.Throws<InvalidOperationException>(unknown.Open).Message,
            StringComparison.Ordinal);
        using var nowhere = new DuckDBConnection("threads=1");
        Assert.Contains(
            "missing data source",
            Assert.Throws<InvalidOperationException>(nowhere.Open).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_connection_runs_nothing()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        Assert.Equal(ConnectionState.Closed, connection.State);
        using var command = new DuckDBCommand("select 1", connection);
        Assert.Throws<InvalidOperationException>(() => command.ExecuteScalar());
        Assert.Throws<InvalidOperationException>(() => connection.CreateAppender("main", "t"));
        connection.Open();
        Assert.Equal(ConnectionState.Open, connection.State);
        Assert.Equal(1, command.ExecuteScalar());
        Assert.Throws<InvalidOperationException>(connection.Open);
        connection.Close();
        Assert.Throws<InvalidOperationException>(connection.Close);
    }

    private DuckDBDataReader Query(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteReader();
    }

    private object? Scalar(string sql)
    {
        using var command = new DuckDBCommand(sql, _connection);
        return command.ExecuteScalar();
    }

    private int Execute(string sql)
    {
        using var command = new DuckDBCommand(sql, _connection);
        return command.ExecuteNonQuery();
    }
}
