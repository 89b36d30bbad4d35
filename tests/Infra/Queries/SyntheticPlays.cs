namespace Tests.Infra.Queries;

/// <summary>A play, as its month's file has it.</summary>
internal sealed record RecordedPlay(DateTime At, string Kind, string? SongId, string? Song, string? Artist)
{
    public long? MsPlayed { get; init; }

    public string? Album { get; init; }

    public long? DurationMs { get; init; }

    public bool? Skipped { get; init; }

    public string Source => MsPlayed is null ? "api" : "export";

    public PlayedMonth Month => PlayedMonth.Of(new DateTimeOffset(At, TimeSpan.Zero));

    public bool IsSong => Kind is "track" or "local";

    public long? ListenedMs => MsPlayed ?? DurationMs;

    /// <summary>The row of <c>play_history</c>.</summary>
    public string Row => Support.Row.Format(
        At, MsPlayed, ListenedMs, MsPlayed is null && DurationMs is not null, Kind, SongId, Song, Artist, Album, null,
        null, null, DurationMs, null, null, Skipped, Source);

    public void WriteTo(TableWriter table) => table
        .Field(At.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture)).Field(MsPlayed).Field(Kind)
        .Field(SongId).Field(Song).Field(Artist).Field(Album).Field("").Field("").Field("").Field(DurationMs)
        .Field("").Field("").Field(Skipped).Field(Source).EndRow();
}

/// <summary>Made-up plays over a new year: songs, of which some have no id, others two names, and plays with the same
/// time; episodes, local files, records without anything, and plays of the API without a length.</summary>
internal static class SyntheticPlays
{
    public static ImmutableArray<RecordedPlay> Create(int seed, PlayedMonth first, int months, int perMonth)
    {
        var random = new Random(seed);
        return
        [
            .. from month in Enumerable.Range(0, months)
               from _ in Enumerable.Range(0, perMonth)
               let at = first.Add(month).FirstDay.ToDateTime(TimeOnly.MinValue).AddMinutes(random.Next(27 * 24 * 60))
               select Play(random, at.AddMilliseconds(random.Next(3) == 0 ? random.Next(1000) : 0)),
        ];
    }

    /// <summary>The files of the months.</summary>
    public static IEnumerable<(string Key, byte[] Bytes)> Files(IEnumerable<RecordedPlay> plays) =>
        plays.GroupBy(play => play.Month).Select(month =>
        {
            using var writer = TableWriter.Create(Tables.Plays, TableFormat.Csv);
            foreach (var play in month)
            {
                play.WriteTo(writer);
            }

            using var bytes = new MemoryStream();
            writer.Finish().Reread().CopyTo(bytes);
            return (Tables.Plays.Key(month.Key, TableFormat.Csv), bytes.ToArray());
        });

    private static RecordedPlay Play(Random random, DateTime at)
    {
        var song = random.Next(40);
        var play = random.Next(12) switch
        {
            0 => new RecordedPlay(at, "episode", $"e{song}", $"Episode {song}", null) { Album = "Show" },
            1 => new RecordedPlay(at, "local", null, $"File {song % 5}", song % 2 == 0 ? null : $"Artist {song % 3}"),
            2 => new RecordedPlay(at, "missing", null, null, null),
            3 => new RecordedPlay(at, "track", null, $"Song {song}", $"Artist {song % 7}"),
            _ => new RecordedPlay(
                at,
                "track",
                $"s{song:00}",
                at.Day > 20 && song % 9 == 0 ? $"Song {song} (Live)" : $"Song {song}",
                $"Artist {song % 7}")
            {
                Album = song % 4 == 0 ? null : $"Album \"{song % 6}\", \\",
            },
        };
        return random.Next(6) == 0
            ? play with { DurationMs = random.Next(5) == 0 ? null : 180_000 + (song * 1000) }
            : play with { MsPlayed = random.Next(250_000), Skipped = random.Next(3) == 0 ? null : random.Next(2) == 0 };
    }
}
