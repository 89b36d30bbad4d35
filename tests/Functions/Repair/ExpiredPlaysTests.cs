namespace Tests.Functions.Repair;

/// <summary>Plays that are kept no longer: the month is made again without them.</summary>
public sealed class ExpiredPlaysTests
{
    private static readonly DateOnly Old = RepairLake.Today.AddDays(-31);
    private static readonly DateOnly New = RepairLake.Today.AddDays(-30);

    [Fact]
    public async Task A_play_of_the_API_goes_with_what_an_export_took_from_it()
    {
        await using var lake = await RepairLake.StartAsync();
        var record = $$"""{"ts":"{{Old:yyyy-MM-dd}}T10:00:00Z","ms_played":7,"spotify_track_uri":"spotify:track:s"}""";
        await PutAsync(lake, PlayLake.ImportOf(MonthOf(Old), [record]));
        await PutAsync(lake, PageOf(Old, "10:00:00"));
        await PutAsync(lake, PageOf(Old, "11:00:00"));
        // Its page has plays of the day before too.
        await PutAsync(lake, PageOf(New, "00:10:00", Old, "23:50:00"));
        await lake.ReconcileAsync();
        var before = await RowsAsync(lake);
        lake.Settings = lake.Settings with { TableRetention = new KeptDays(30) };

        var report = await lake.ReconcileAsync();
        var after = await RowsAsync(lake);
        var again = await lake.ReconcileAsync();

        Assert.Equal(
            [
                $"{Old:yyyy-MM-dd}T10:00:00Z album export", $"{Old:yyyy-MM-dd}T11:00:00Z album api",
                $"{Old:yyyy-MM-dd}T23:50:00Z album api", $"{New:yyyy-MM-dd}T00:10:00Z album api",
            ],
            before);
        Assert.Equal([$"{Old:yyyy-MM-dd}T10:00:00Z  export", $"{New:yyyy-MM-dd}T00:10:00Z album api"], after);
        Assert.Contains(report.Months, month => month.Month == MonthOf(Old));
        Assert.Empty(again.Months);
        Assert.Equal(0, report.Left + again.Left);
    }

    [Fact]
    public async Task Rows_of_an_export_go_with_their_import()
    {
        await using var lake = await RepairLake.StartAsync();
        lake.Settings = lake.Settings with { PlaysRetention = new KeptDays(30) };
        await PutAsync(lake, PlayLake.ImportOf("2022-12", ["""{"ts":"2022-12-05T16:52:33Z","ms_played":1}"""]));
        await lake.ReconcileAsync();

        var kept = await lake.ReconcileAsync(RepairLake.Now.AddDays(28));
        var expired = await lake.ReconcileAsync(RepairLake.Now.AddDays(31));

        Assert.Empty(kept.Months);
        Assert.Equal([new MonthReport("2022-12", 0, 0, 0)], expired.Months);
        Assert.Empty(await RowsAsync(lake));
    }

    private static string MonthOf(DateOnly day) => new PlayedMonth(day.Year, day.Month).ToString();

    private static IReadOnlyList<(string Key, byte[] Bytes)> PageOf(
        DateOnly day, string end, DateOnly? earlier = null, string earlierEnd = "") => PlayLake.PageOf(
        $"{day:yyyy-MM-dd}T{end}Z",
        [.. new[] { day, earlier ?? day }.Select(MonthOf).Distinct()],
        [.. earlier is { } other ? [Item(other, earlierEnd)] : (string[])[], Item(day, end)]);

    private static string Item(DateOnly day, string end) =>
        $$$"""
        {"track":{"id":"s","name":"Song"},"played_at":"{{{day:yyyy-MM-dd}}}T{{{end}}}Z",
         "context":{"type":"album","uri":"spotify:album:a"}}
        """;

    private static async Task PutAsync(RepairLake lake, IReadOnlyList<(string Key, byte[] Bytes)> objects)
    {
        foreach (var (key, bytes) in objects)
        {
            await lake.PutAsync(TwinLake.Raw, key, bytes);
        }
    }

    /// <summary>The end, the context and the source of each play, over all months.</summary>
    private static async Task<IReadOnlyList<string>> RowsAsync(RepairLake lake)
    {
        var rows = new List<string>();
        foreach (var key in (await lake.ProcessedAsync()).Keys
            .Where(key => key.StartsWith(Tables.Plays.Prefix, StringComparison.Ordinal)))
        {
            var lines = OpenCsv.Read(Encoding.UTF8.GetString(await lake.Lake.ReadAsync(TwinLake.Processed, key)));
            rows.AddRange(lines.Skip(1).Select(fields => $"{fields[0]} {fields[11]} {fields[^1]}"));
        }

        return rows;
    }
}
