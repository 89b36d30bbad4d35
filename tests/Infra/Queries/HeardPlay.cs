namespace Tests.Infra.Queries;

/// <summary>A play that counts, with its recording and at the listener's time.</summary>
/// <param name="Recording">Null for what is no song.</param>
internal sealed record HeardPlay(RecordedPlay Play, DateTime At, string? Recording)
{
    /// <summary>A text after all others, as an unknown value is.</summary>
    public const string Last = "\uFFFF";

    public DateOnly Day => DateOnly.FromDateTime(At);

    /// <summary>The begin of the play, UTC.</summary>
    public DateTime Began => Play.At.AddMilliseconds(-(Play.ListenedMs ?? 0));

    /// <summary>The keys by which a song of a playlist finds the play.</summary>
    public IEnumerable<string> Keys => ((string?[])
    [
        Recording, Play.SongId, Play is { IsSong: true, Song: { } song } ? Folded(song, Play.Artist) : null,
    ]).OfType<string>();

    /// <summary>The plays in their order.</summary>
    public static ImmutableArray<HeardPlay> From(IEnumerable<RecordedPlay> plays, TimeZoneInfo zone)
    {
        var ordered = plays.OrderBy(play => play.At).ThenBy(play => play.ListenedMs ?? long.MaxValue).ToList();
        var isrcs = ordered
            .Where(play => play is { IsSong: true, Song: not null, Isrc: not null })
            .ToLookup(play => Folded(play.Song!, play.Artist), play => Isrc(play.Isrc));
        return [.. ordered.Select(play => new HeardPlay(
            play, TimeZoneInfo.ConvertTimeFromUtc(play.At, zone), play.IsSong ? RecordingOf(play) : null))];

        string? RecordingOf(RecordedPlay play)
        {
            if (play.Song is null || play.Isrc is not null)
            {
                return Isrc(play.Isrc) ?? play.SongId;
            }

            var folded = Folded(play.Song, play.Artist);
            return isrcs[folded].Distinct().ToList() is [var only] ? only : folded;
        }
    }

    public static string? Isrc(string? isrc) =>
        string.IsNullOrEmpty(isrc) ? null : isrc.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>The artist and the song without what tells editions apart.</summary>
    public static string Folded(string song, string? artist)
    {
        var whole = song.ToLowerInvariant();
        var name = whole;
        foreach (var (open, close) in ((char, char)[])[('(', ')'), ('[', ']')])
        {
            while (name.IndexOf(open, StringComparison.Ordinal) is var from and >= 0
                && name.IndexOf(close, from) is var to and >= 0
                && IsEdition(name[(from + 1)..to]))
            {
                name = name.Remove(from, to + 1 - from);
            }
        }

        if (name.LastIndexOf(" - ", StringComparison.Ordinal) is var dash and >= 0
            && name[dash..].Contains("remaster", StringComparison.Ordinal))
        {
            name = name[..dash];
        }

        name = name.Trim();
        return $"{artist?.ToLowerInvariant().Trim()}\u001F{(name.Length == 0 ? whole.Trim() : name)}";
    }

    public static double MinutesOf(long milliseconds) =>
        (double)Math.Round(milliseconds / 60000m, 1, MidpointRounding.AwayFromZero);

    private static bool IsEdition(string inBrackets) =>
        ((string[])["feat.", "ft.", "featuring ", "with "]).Any(
            start => inBrackets.StartsWith(start, StringComparison.Ordinal))
        || inBrackets.Contains("remaster", StringComparison.Ordinal);
}

/// <summary>A kind of what is counted by plays, each with its key, id and name.</summary>
internal sealed record PlayedThing(
    Func<HeardPlay, string?> Key, Func<RecordedPlay, string?> Id, Func<RecordedPlay, string?> Name)
{
    public static PlayedThing Song { get; } = new(play => play.Recording, play => play.SongId, play => play.Song);

    public static PlayedThing Artist { get; } = new(
        play => play.Play.IsSong ? play.Play.Artist?.ToLowerInvariant().Trim() : null,
        play => play.ArtistId,
        play => play.Artist);

    public static PlayedThing Album { get; } = new(
        play => play.Play is { IsSong: true, Album: not null } ? $"{play.Play.Album}\u001F{play.Play.Artist}" : null,
        play => play.AlbumId,
        play => play.Album);
}
