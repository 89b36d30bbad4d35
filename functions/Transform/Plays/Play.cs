using Functions.Transform.Json;

namespace Functions.Transform.Plays;

/// <summary>One play: a row of <see cref="Tables.Plays"/>. Its texts are in a <see cref="PlayTexts"/>; null, and an
/// unknown text, mean unknown.</summary>
internal sealed record Play
{
    public required PlaySource Source { get; init; }

    /// <summary>The end of the play: milliseconds since 1970-01-01, UTC.</summary>
    public required long End { get; init; }

    /// <summary>The end of the play as its row has it.</summary>
    public required TextRef PlayedAt { get; init; }

    public required string Kind { get; init; }
    public long? MsPlayed { get; init; }
    public TextRef SongId { get; init; }
    public TextRef Song { get; init; }
    public TextRef Artist { get; init; }
    public TextRef Album { get; init; }
    public TextRef Isrc { get; init; }
    public TextRef AlbumId { get; init; }
    public TextRef ArtistId { get; init; }
    public long? DurationMs { get; init; }
    public TextRef ContextType { get; init; }
    public TextRef ContextUri { get; init; }
    public bool? Skipped { get; init; }

    public bool IsOfApi => Source == PlaySource.Api;

    /// <summary>Determines whether two plays are of the same song: by id, or by song and artist if one has
    /// none.</summary>
    public bool IsOfSameSong(Play other, PlayTexts texts) => SongId.IsKnown && other.SongId.IsKnown
        ? texts.AreEqual(SongId, other.SongId)
        : Song.IsKnown && HasSameNames(other, texts);

    public bool HasSameNames(Play other, PlayTexts texts) =>
        texts.AreEqual(Song, other.Song) && texts.AreEqual(Artist, other.Artist);

    /// <summary>This record of an export, with the values of a play of the API where it has none.</summary>
    public Play With(Play api) => this with
    {
        SongId = Known(SongId, api.SongId),
        Song = Known(Song, api.Song),
        Artist = Known(Artist, api.Artist),
        Album = Known(Album, api.Album),
        Isrc = Known(Isrc, api.Isrc),
        AlbumId = Known(AlbumId, api.AlbumId),
        ArtistId = Known(ArtistId, api.ArtistId),
        DurationMs = DurationMs ?? api.DurationMs,
        ContextType = Known(ContextType, api.ContextType),
        ContextUri = Known(ContextUri, api.ContextUri),
    };

    public void Write(TableWriter table, PlayTexts texts) => table
        .Field(texts[PlayedAt])
        .Field(MsPlayed)
        .Field(Kind)
        .Field(texts[SongId])
        .Field(texts[Song])
        .Field(texts[Artist])
        .Field(texts[Album])
        .Field(texts[Isrc])
        .Field(texts[AlbumId])
        .Field(texts[ArtistId])
        .Field(DurationMs)
        .Field(texts[ContextType])
        .Field(texts[ContextUri])
        .Field(Skipped)
        .Field(IsOfApi ? "api"u8 : "export"u8)
        .EndRow();

    private static TextRef Known(TextRef own, TextRef other) => own.IsKnown ? own : other;
}

internal enum PlaySource
{
    /// <summary>A record of the extended streaming history.</summary>
    Extended,

    /// <summary>A record of the small account export, to the minute and without an id.</summary>
    Small,

    /// <summary>A play of <c>me/player/recently-played</c>.</summary>
    Api,
}

/// <summary>The kinds of plays: the values of <c>plays.kind</c>. Entries of playlists have all but
/// <see cref="Audiobook"/>.</summary>
internal static class PlayKind
{
    public const string Track = "track";
    public const string Episode = "episode";
    public const string Audiobook = "audiobook";
    public const string Local = "local";
    public const string Missing = "missing";
}
