using Functions.Transform.Json;

namespace Functions.Transform.Plays;

/// <summary>Reads records of an account's own export, of both formats: a line of JSON each, with the fields of
/// <see cref="ExportFields"/>. A value of another type than expected counts as unknown.</summary>
internal sealed class StrippedRecord(PlayTexts texts)
{
    private static readonly byte[][] Names = [.. ExportFields.Kept.Select(Encoding.UTF8.GetBytes)];
    private static readonly int Ts = IndexOf(ExportFields.Ts);
    private static readonly int MsPlayed = IndexOf(ExportFields.MsPlayed);
    private static readonly int TrackUri = IndexOf(ExportFields.TrackUri);
    private static readonly int Track = IndexOf(ExportFields.Track);
    private static readonly int AlbumArtist = IndexOf(ExportFields.AlbumArtist);
    private static readonly int Album = IndexOf(ExportFields.Album);
    private static readonly int EpisodeUri = IndexOf(ExportFields.EpisodeUri);
    private static readonly int Episode = IndexOf(ExportFields.Episode);
    private static readonly int Show = IndexOf(ExportFields.Show);
    private static readonly int ChapterUri = IndexOf(ExportFields.ChapterUri);
    private static readonly int Chapter = IndexOf(ExportFields.Chapter);
    private static readonly int Audiobook = IndexOf(ExportFields.Audiobook);
    private static readonly int Skipped = IndexOf(ExportFields.Skipped);
    private static readonly int EndTime = IndexOf(ExportFields.EndTime);
    private static readonly int ShortMsPlayed = IndexOf(ExportFields.ShortMsPlayed);
    private static readonly int ShortArtist = IndexOf(ExportFields.ShortArtist);
    private static readonly int ShortTrack = IndexOf(ExportFields.ShortTrack);
    private static readonly int ShortShow = IndexOf(ExportFields.ShortShow);
    private static readonly int ShortEpisode = IndexOf(ExportFields.ShortEpisode);

    private readonly ArrayBufferWriter<byte> _decoded = new();
    private readonly TextRef[] _values = new TextRef[Names.Length];
    private long? _msPlayed;
    private bool? _skipped;

    /// <summary>Reads a record.</summary>
    /// <param name="isJson">False if the line is not valid JSON.</param>
    /// <returns>The play; null, with the reason, if the record cannot be read.</returns>
    public Play? Read(ReadOnlySpan<byte> line, out string reason, out bool isJson)
    {
        Array.Clear(_values);
        (_msPlayed, _skipped) = (null, null);
        _decoded.ResetWrittenCount();
        var json = new JsonCursor(line, 0, _decoded);
        var isObject = json.EnterObject();
        if (isObject)
        {
            ReadFields(ref json);
        }

        isJson = !json.HasFailed && json.Position == line.Length;
        var text = new EntryText(line, _decoded.WrittenSpan);
        (var play, reason) = (isJson, isObject) switch
        {
            (false, _) => (null, "it is not a line of JSON"),
            (_, false) => (null, "it is no object"),
            _ when _values[Ts].IsKnown => (ReadExtended(text), $"its {ExportFields.Ts} is not a time"),
            _ when _values[EndTime].IsKnown => (ReadSmall(text), $"its {ExportFields.EndTime} is not a time"),
            _ => (null, $"it has neither {ExportFields.Ts} nor {ExportFields.EndTime}"),
        };
        return play;
    }

    private static int IndexOf(string field) => ExportFields.Kept.IndexOf(field);

    private void ReadFields(ref JsonCursor json)
    {
        var next = 0;
        while (json.NextProperty(out var name))
        {
            var field = Find(name, ref next);
            if (field == MsPlayed || field == ShortMsPlayed)
            {
                _msPlayed = json.ReadWholeNumber();
            }
            else if (field == Skipped)
            {
                _skipped = json.ReadBoolean();
            }
            else if (field >= 0)
            {
                _values[field] = json.ReadText().UnlessEmpty;
            }
            else
            {
                json.Skip();
            }
        }
    }

    /// <summary>The field with a name; -1 if it is none. A record has its fields in their order, so the search begins
    /// behind the last one.</summary>
    private static int Find(ReadOnlySpan<byte> name, ref int next)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            var field = (next + i) % Names.Length;
            if (name.SequenceEqual(Names[field]))
            {
                next = field + 1;
                return field;
            }
        }

        return -1;
    }

    private Play? ReadExtended(EntryText text)
    {
        if (!PlayTime.TryParse(text[_values[Ts]], out var end))
        {
            return null;
        }

        var play = new Play
        {
            Source = PlaySource.Extended,
            End = end,
            PlayedAt = Keep(Ts, text),
            Kind = PlayKind.Missing,
            MsPlayed = _msPlayed,
            Skipped = _skipped,
        };
        if (IdOf(text[_values[TrackUri]], "spotify:track:"u8) is { IsEmpty: false } track)
        {
            return WithNames(play, text) with { Kind = PlayKind.Track, SongId = texts.Add(track) };
        }

        if (IdOf(text[_values[EpisodeUri]]) is { IsEmpty: false } episode)
        {
            return WithEpisode(play, text) with { Kind = PlayKind.Episode, SongId = texts.Add(episode) };
        }

        if (IdOf(text[_values[ChapterUri]]) is { IsEmpty: false } chapter)
        {
            return play with
            {
                Kind = PlayKind.Audiobook,
                SongId = texts.Add(chapter),
                Song = Keep(Chapter, text),
                Album = Keep(Audiobook, text),
            };
        }

        return _values[Track].IsKnown || text[_values[TrackUri]].StartsWith("spotify:local:"u8)
            ? WithNames(play, text) with { Kind = PlayKind.Local }
            : WithEpisode(play, text);
    }

    private Play WithNames(Play play, EntryText text) => play with
    {
        Song = Keep(Track, text),
        Artist = Keep(AlbumArtist, text),
        Album = Keep(Album, text),
    };

    private Play WithEpisode(Play play, EntryText text) => play with
    {
        Song = Keep(Episode, text),
        Album = Keep(Show, text),
    };

    private Play? ReadSmall(EntryText text)
    {
        var given = text[_values[EndTime]];
        if (!PlayTime.TryParseMinute(given, out var end))
        {
            return null;
        }

        Span<byte> playedAt = [.. given, .. ":00Z"u8];
        playedAt[10] = (byte)'T';
        var isEpisode = _values[ShortShow].IsKnown || _values[ShortEpisode].IsKnown;
        return new Play
        {
            Source = PlaySource.Small,
            End = end,
            PlayedAt = texts.Add(playedAt),
            Kind = isEpisode ? PlayKind.Episode : PlayKind.Track,
            MsPlayed = _msPlayed,
            Song = Keep(isEpisode ? ShortEpisode : ShortTrack, text),
            Artist = isEpisode ? default : Keep(ShortArtist, text),
            Album = isEpisode ? Keep(ShortShow, text) : default,
        };
    }

    private TextRef Keep(int field, EntryText text) => texts.Add(text[_values[field]]);

    /// <summary>The id at the end of a URI; empty if it is not of that type.</summary>
    private static ReadOnlySpan<byte> IdOf(ReadOnlySpan<byte> uri, ReadOnlySpan<byte> type = default) =>
        uri.StartsWith(type) ? uri[(uri.LastIndexOf((byte)':') + 1)..] : [];
}
