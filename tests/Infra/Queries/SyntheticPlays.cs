namespace Tests.Infra.Queries;

/// <summary>A play, as its month's file has it.</summary>
internal sealed record RecordedPlay(DateTime At, string Kind, string? SongId, string? Song, string? Artist)
{
    // An unknown value stands after all others.
    private const string Last = HeardPlay.Last;

    public long? MsPlayed { get; init; }

    public string? Album { get; init; }

    public string? Isrc { get; init; }

    public string? AlbumId { get; init; }

    public string? ArtistId { get; init; }

    public long? DurationMs { get; init; }

    public string? ContextType { get; init; }

    public string? ContextUri { get; init; }

    public bool? Skipped { get; init; }

    public string Source => MsPlayed is null ? "api" : "export";

    public PlayedMonth Month => PlayedMonth.Of(new DateTimeOffset(At, TimeSpan.Zero));

    public bool IsSong => Kind is "track" or "local";

    public long? ListenedMs => MsPlayed ?? DurationMs;

    /// <summary>The row of <c>play_history</c>.</summary>
    public string Row => Support.Row.Format(
        At, MsPlayed, ListenedMs, MsPlayed is null && DurationMs is not null, Kind, SongId, Song, Artist, Album, Isrc,
        AlbumId, ArtistId, DurationMs, ContextType, ContextUri, Skipped, Source);

    /// <summary>The rows of <c>play_history</c>, ordered by its key.</summary>
    public static IEnumerable<string> Rows(IEnumerable<RecordedPlay> plays) => plays
        .OrderBy(play => play.At)
        .ThenBy(play => play.MsPlayed ?? long.MaxValue)
        .ThenBy(play => play.SongId ?? Last, StringComparer.Ordinal)
        .ThenBy(play => play.Song ?? Last, StringComparer.Ordinal)
        .ThenBy(play => play.Artist ?? Last, StringComparer.Ordinal)
        .ThenBy(play => play.Album ?? Last, StringComparer.Ordinal)
        .Select(play => play.Row);

    public void WriteTo(TableWriter table) => table
        .Field(At.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture)).Field(MsPlayed).Field(Kind)
        .Field(SongId).Field(Song).Field(Artist).Field(Album).Field(Isrc).Field(AlbumId).Field(ArtistId)
        .Field(DurationMs).Field(ContextType).Field(ContextUri).Field(Skipped).Field(Source).EndRow();
}

/// <summary>Made-up plays: songs in editions with other names, ids and albums, of one ISRC, of several or of none;
/// episodes, local files, records without anything, plays with the same time, plays too short to count, and plays of
/// the API without a length.</summary>
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

    /// <summary>Plays every few minutes of the hours around a time, UTC.</summary>
    public static IEnumerable<RecordedPlay> Around(int seed, DateTime time)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, 60).Select(play => Play(random, time.AddMinutes(play * 17 - (30 * 17))));
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
        var edition = OwnSong.Of(song, Math.Max(0, random.Next(8) - 4));
        var play = random.Next(12) switch
        {
            0 => new RecordedPlay(at, "episode", $"e{song}", $"Episode {song}", null) { Album = "Show" },
            1 => new RecordedPlay(at, "local", null, $"File {song % 5}", song % 2 == 0 ? null : $"Artist {song % 3}"),
            2 => new RecordedPlay(at, "missing", null, null, null),
            3 => new RecordedPlay(at, "track", null, edition.Name, edition.Artist),
            _ => new RecordedPlay(at, "track", edition.Id, edition.Name, edition.Artist)
            {
                Album = song % 8 == 0 ? null : edition.Album,
            },
        };
        if (random.Next(4) > 0)
        {
            return play with
            {
                MsPlayed = random.Next(250_000),
                Skipped = random.Next(3) == 0 ? null : random.Next(2) == 0,
            };
        }

        var isTrack = play.Kind == "track";
        play = play with
        {
            Isrc = isTrack ? edition.Isrc : null,
            AlbumId = play.Album is null ? null : $"b{song % 6}",
            ArtistId = isTrack ? $"a{song % 7}" : null,
            DurationMs = random.Next(5) == 0 ? null : song * 5000,
        };
        return random.Next(6) switch
        {
            0 => play with { ContextType = "album", ContextUri = $"spotify:album:b{random.Next(150)}" },
            1 => play with { ContextType = "artist", ContextUri = $"spotify:artist:a{random.Next(150)}" },
            2 => play with { ContextType = "playlist", ContextUri = $"spotify:playlist:p{song % 3}" },
            3 => play with { ContextType = "playlist", ContextUri = "spotify:playlist:liked" },
            4 => play with { ContextType = "collection", ContextUri = "spotify:user:u:collection" },
            _ => play,
        };
    }
}
