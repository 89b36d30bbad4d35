using System.Text.RegularExpressions;

namespace Tests.Infra.Iceberg;

public sealed partial class AnalyticsTableTests
{
    public static TheoryData<string> Merges => [.. All.Select(statement => statement.Name)];

    // A line may be added at the end of a table. Changed or removed, data files would be read as another column.
    public static TheoryData<string, string> Columns => new()
    {
        {
            "playlist_days",
            "1 playlist_id string, 2 snapshot_date date, 3 playlist string, 4 owner_id string, 5 snapshot_id string, "
            + "6 track_count long, 7 entries long, 8 extracted_at timestamp"
        },
        {
            "chart_entries",
            "1 playlist_id string, 2 snapshot_date date, 3 rank long, 4 playlist string, 5 kind string, "
            + "6 song_id string, 7 song string, 8 album_id string, 9 album string, 10 artist_id string, "
            + "11 artist string, 12 artists string, 13 explicit boolean, 14 duration_ms long, 15 popularity long, "
            + "16 release_year long, 17 added_at timestamp, 18 added_by string"
        },
        {
            "charted_songs",
            "1 song_id string, 2 song string, 3 album_id string, 4 isrc string, 5 duration_ms long, "
            + "6 explicit boolean, 7 popularity long, 8 disc_number long, 9 track_number long, 10 url string, "
            + "11 first_day date, 12 last_day date"
        },
        {
            "charted_albums",
            "1 album_id string, 2 album string, 3 album_type string, 4 artist_id string, 5 artist string, "
            + "6 artists string, 7 release_date string, 8 release_date_precision string, 9 release_year long, "
            + "10 total_tracks long, 11 url string, 12 first_day date, 13 last_day date"
        },
        {
            "song_credits",
            "1 song_id string, 2 artist_id string, 3 position long, 4 song string, 5 artist string, 6 first_day date, "
            + "7 last_day date"
        },
        { "charted_artists", "1 artist_id string, 2 artist string, 3 url string, 4 first_day date, 5 last_day date" },
        {
            "play_history",
            "1 played_at timestamp, 2 ms_played long, 3 listened_ms long, 4 estimated boolean, 5 kind string, "
            + "6 song_id string, 7 song string, 8 artist string, 9 album string, 10 isrc string, 11 album_id string, "
            + "12 artist_id string, 13 duration_ms long, 14 context_type string, 15 context_uri string, "
            + "16 skipped boolean, 17 source string"
        },
    };

    private static IEnumerable<StatementFile> All => StatementFile.Merges.Append(StatementFile.MergeOfPlays);

    [Theory, MemberData(nameof(Columns))]
    public async Task A_column_keeps_its_id_its_name_and_its_type(string table, string columns)
    {
        var stack = await Stacks.Load("prod");

        var declared = stack.Named(ResourceTypes.CatalogTable, table)!
            .Parts("openTableFormatInput.icebergInput.icebergTableInput.schema.fields")
            .Select(field => $"{field.Number("id")} {field.Text("name")} {field.Text("type").Trim('"')}")
            .ToList();

        Assert.StartsWith(columns, string.Join(", ", declared), StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Range(1, declared.Count).Select(id => $"{id}"), declared.Select(field => field.Split(' ')[0]));
    }

    [Fact]
    public void Every_table_is_written_down() => Assert.Equal(
        AnalyticsTables.All.Select(table => table.Name), Columns.Select(table => table.Data.Item1));

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_table_is_protected_and_lies_in_a_folder_of_the_processed_bucket(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.All(AnalyticsTables.All, table =>
        {
            var declared = stack.Named(ResourceTypes.CatalogTable, table.Name)!;
            const string Input = "openTableFormatInput.icebergInput";
            Assert.True(declared.Protect);
            Assert.Equal(
                ("CREATE", "2"), (declared.Text($"{Input}.metadataOperation"), declared.Text($"{Input}.version")));
            Assert.Equal(
                $"s3://spotify-{stackName}-processed/analytics/{table.Name}",
                declared.Text($"{Input}.icebergTableInput.location"));
            Assert.Equal(
                "parquet", declared.Map($"{Input}.icebergTableInput.properties")["write.format.default"]);
        });
    }

    [Fact]
    public void Columns_have_comments_of_at_most_255_characters() => Assert.All(
        AnalyticsTables.All.SelectMany(table => table.Columns),
        column => Assert.InRange(column.Comment.Length, 1, 255));

    [Theory, MemberData(nameof(Merges))]
    public void A_merge_is_one_statement_for_the_days_of_its_part_and_writes_each_column(string name)
    {
        var statement = All.Single(found => found.Name == name);

        Assert.StartsWith(
            $"MERGE INTO {statement.Table.Name} t\n", statement.Sql.Split('\n', 2)[1], StringComparison.Ordinal);
        Assert.DoesNotContain(";", statement.Sql, StringComparison.Ordinal);
        Assert.Equal(Dollar().Count(statement.Sql), Placeholder().Count(statement.Sql));
        Assert.Equal(
            statement.Table.Columns.Select(column => column.Name),
            Inserted().Match(statement.Sql).Groups["columns"].Value.Split(',').Select(column => column.Trim()));
        Assert.Equal(
            statement.Table.Columns.Select(column => column.Name).Except(statement.Table.Key),
            Assigned().Matches(statement.Sql).Select(match => match.Groups["column"].Value));
    }

    [Fact]
    public void Every_table_is_merged_compacted_and_cleaned_up() => Assert.Equal(
        AnalyticsTables.All.SelectMany(table => (string[])
        [
            $"OPTIMIZE {table.Name} REWRITE DATA USING BIN_PACK" + (table.PartitionedByMonthOf is { } column
                ? $" WHERE {column} >= date_trunc('month', current_date - interval '1' month)"
                    + $" OR {column} < date_trunc('month', current_date - interval '400' day) + interval '1' month"
                : ""),
            $"VACUUM {table.Name}",
        ]),
        StatementFile.Upkeep(new KeptDays(400)).Select(statement => statement.Sql));

    [Fact]
    public void Every_state_has_a_name_of_its_own_in_words()
    {
        var names = All.Concat(StatementFile.Upkeep(default)).Select(statement => statement.State).ToList();

        Assert.Equal(names, names.Distinct());
        Assert.All(names, name => Assert.Matches("^(Merge|Compact|Clean up) [a-z ]+$", name));
    }

    [GeneratedRegex(@"\$")]
    private static partial Regex Dollar();

    [GeneratedRegex(@"'\$(first|last)_(day|month)( [0-9:.]+)?'")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"THEN INSERT\s+\((?<columns>[^)]*)\)")]
    private static partial Regex Inserted();

    [GeneratedRegex(@"^  (?<column>[a-z_]+) = s\.\k<column>,?$", RegexOptions.Multiline)]
    private static partial Regex Assigned();
}
