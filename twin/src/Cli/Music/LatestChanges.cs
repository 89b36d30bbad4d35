using Twin.Cli.Charts;

namespace Twin.Cli.Music;

/// <summary>The songs that came to a playlist or left it with its latest snapshot.</summary>
internal sealed record LatestChanges(
    string Playlist, DateOnly Day, DateOnly? Before, ImmutableArray<MusicRow> New, ImmutableArray<MusicRow> Back,
    ImmutableArray<MusicRow> Gone)
{
    private const int PlaylistsShown = 40;
    private const int SongsShown = 6;

    // Any of them may tell the latest snapshot: that of a playlist without changes too.
    private static readonly ImmutableArray<string> Queries =
        ["playlist_health", RankCharts.History.Query, RankCharts.Changes.Query, RankCharts.Movers.Query];

    /// <summary>The changes of each playlist, by name.</summary>
    public static ImmutableArray<LatestChanges> Read(IReadOnlyDictionary<string, MusicQuery> queries)
    {
        var days = Queries.Where(queries.ContainsKey)
            .SelectMany(query => queries[query].Values)
            .Where(row => row.Day(MusicSection.Day) is not null)
            .ToLookup(row => row.Name(MusicSection.Playlist), row => row.Day(MusicSection.Day)!.Value);
        var rows = queries.TryGetValue(RankCharts.Changes.Query, out var changes)
            ? changes.Values.ToLookup(row =>
                (row.Name(MusicSection.Playlist), row.Day(MusicSection.Day), row.Text("change")))
            : Enumerable.Empty<MusicRow>().ToLookup(_ => ("", (DateOnly?)null, ""));
        return
        [
            .. from playlist in days.OrderBy(playlist => playlist.Key, StringComparer.Ordinal)
               let snapshots = playlist.Distinct().OrderDescending().ToList()
               select new LatestChanges(
                   playlist.Key, snapshots[0], snapshots.Count > 1 ? snapshots[1] : null,
                   [.. rows[(playlist.Key, snapshots[0], "entry")]],
                   [.. rows[(playlist.Key, snapshots[0], "re-entry")]],
                   [.. rows[(playlist.Key, snapshots[0], "exit")]]),
        ];
    }

    public static void Write(MarkupWriter page, ImmutableArray<LatestChanges> playlists)
    {
        if (playlists.IsEmpty)
        {
            page.Element("p", "There is no snapshot to compare.").Break();
            return;
        }

        page.Element("p", "The latest snapshot of each playlist against the one before.", ("class", "lead")).Break();
        new DataTable(
            "What changed",
            ["playlist", "new", "back again", "gone", "latest snapshot", "the one before"],
            [
                .. playlists.Select(each => ImmutableArray.Create<object?>(
                    each.Playlist, each.New.Length, each.Back.Length, each.Gone.Length,
                    DayText(each.Day), each.Before is { } before ? DayText(before) : null)),
            ])
        {
            MaxCount = PlaylistsShown,
            Elsewhere = $"dotnet dev.cs query --name {RankCharts.Changes.Query} shows the changes of all.",
        }.WriteTo(page);
        foreach (var changed in playlists.Where(each => each.Count > 0).Take(PlaylistFigures.MaxCount))
        {
            changed.WriteSongs(page);
        }
    }

    private int Count => New.Length + Back.Length + Gone.Length;

    private void WriteSongs(MarkupWriter page)
    {
        var most = Math.Max(New.Length, Math.Max(Back.Length, Gone.Length));
        page.Begin("h3").Name(Playlist).End()
            .Element(
                "p",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{DayScale.Label(Day)}: {New.Length} new, {Back.Length} back again, {Gone.Length} gone")
                + (most > SongsShown ? ". Of each, the first ones by place." : "."),
                ("class", "lead"))
            .Break();
        new DataTable(
            Playlist,
            ["", "song", "artist", "place"],
            [
                .. from kind in new[] { ("new", "good", New), ("back again", "good", Back), ("gone", "warning", Gone) }
                   from row in kind.Item3.OrderBy(row => row.Whole("rank")).Take(SongsShown)
                   select ImmutableArray.Create<object?>(
                       new Marked(kind.Item1, kind.Item2), row.Name("song"), row.Name("artist"), row.Whole("rank")),
            ]).WriteTo(page);
    }

    private static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
