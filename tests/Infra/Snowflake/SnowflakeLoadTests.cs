using Infra.Snowflake;

namespace Tests.Infra.Snowflake;

/// <summary>The text of the task that loads. Snowflake itself does not run here.</summary>
public sealed class SnowflakeLoadTests
{
    private static readonly string Csv = SnowflakeLoad.Text(TableFormat.Csv, new DateOnly(2026, 11, 1));
    private static readonly string Json = SnowflakeLoad.Text(TableFormat.JsonLines, new DateOnly(2026, 11, 1));

    [Fact]
    public void Of_each_table_the_rows_of_changed_files_are_replaced_in_the_transaction_that_records_them()
    {
        var transaction = Between(Csv, "BEGIN TRANSACTION;", "COMMIT;");

        Assert.All(Tables.Declared, table =>
        {
            Assert.Contains($"DELETE FROM {table.Name} WHERE file_key IN", transaction, StringComparison.Ordinal);
            Assert.Contains(
                $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}, {table.Partition.Column}, file_key)",
                transaction,
                StringComparison.Ordinal);
        });
        Assert.All(SnowflakeTables.Bookkeeping, table => Assert.Contains(
            $"INSERT INTO {table.Name.ToLowerInvariant()} (", transaction, StringComparison.Ordinal));
        Assert.DoesNotContain("COPY INTO", transaction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_merges_of_a_month_run_in_their_order_in_one_transaction_and_that_of_plays_for_each_year()
    {
        var transactions = Csv.Split("BEGIN TRANSACTION;")[2..];

        Assert.Equal(2, transactions.Length);
        Assert.Equal(AnalyticsTables.OfPlaylists.Select(table => table.Name), Merged(transactions[0]));
        Assert.Equal([AnalyticsTables.PlayHistory.Name], Merged(transactions[1]));
        Assert.Contains("GROUP BY substr(partition_name, 15, 7)", Csv, StringComparison.Ordinal);
        Assert.Contains("GROUP BY substr(partition_name, 14, 4)", Csv, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_table_is_read_by_position_from_CSV_and_by_name_from_JSON_lines()
    {
        Assert.Contains("METADATA$FILE_LAST_MODIFIED, t.$1, t.$2, t.$3 FROM @LAKE t", Csv, StringComparison.Ordinal);
        Assert.Contains(@"replace(s.name, '\\\\', '\\')", Csv, StringComparison.Ordinal);
        Assert.Contains("""t.$1:"artist_id"::VARCHAR, t.$1:"name"::VARCHAR,""", Json, StringComparison.Ordinal);
        Assert.DoesNotContain("replace(s.", Json, StringComparison.Ordinal);
        Assert.Contains("endswith(file_key, '.jsonl')", Json, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_before_the_first_one_are_left_alone() => Assert.Equal(
        3, Csv.Split("_snapshots/snapshot_date=2026-11-01").Length);

    // The text stands between two of these where a person keeps Snowflake by hand.
    [Fact]
    public void The_text_has_no_two_dollar_signs_in_a_row() =>
        Assert.DoesNotContain("$$", Csv + Json, StringComparison.Ordinal);

    private static IEnumerable<string> Merged(string text) =>
        text.Split("MERGE INTO ")[1..].Select(statement => statement.Split(' ')[0]);

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal);
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
