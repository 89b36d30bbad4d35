using System.Collections.Frozen;
using Functions.Transform.Json;

namespace Functions.Transform.Plays;

/// <summary>Reads records of an account's own export, of both formats: a line of JSON each, with the fields of
/// <see cref="ExportFields"/>. A value of another type than expected counts as unknown.</summary>
internal sealed class StrippedRecord(PlayTexts texts)
{
    private static readonly byte[][] Names = [.. ExportFields.Kept.Select(Encoding.UTF8.GetBytes)];
    private static readonly FrozenDictionary<string, int> Places = ExportFields.Kept.Index()
        .ToFrozenDictionary(field => field.Item, field => field.Index, StringComparer.Ordinal);

    private static readonly int MsPlayed = Places[ExportFields.MsPlayed];
    private static readonly int ShortMsPlayed = Places[ExportFields.ShortMsPlayed];
    private static readonly int Skipped = Places[ExportFields.Skipped];

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
            _ when this[ExportFields.Ts].IsKnown => (ReadExtended(text), $"its {ExportFields.Ts} is not a time"),
            _ when this[ExportFields.EndTime].IsKnown => (ReadSmall(text), $"its {ExportFields.EndTime} is not a time"),
            _ => (null, $"it has neither {ExportFields.Ts} nor {ExportFields.EndTime}"),
        };
        return play;
    }

    private TextRef this[string field] => _values[Places[field]];

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
        if (!PlayTime.TryParse(text[this[ExportFields.Ts]], out var end))
        {
            return null;
        }

        var play = new Play
        {
            Source = PlaySource.Extended,
            End = end,
            PlayedAt = Keep(ExportFields.Ts, text),
            Kind = PlayKind.Missing,
            MsPlayed = _msPlayed,
            Skipped = _skipped,
        };
        if (IdOf(text[this[ExportFields.TrackUri]], "spotify:track:"u8) is { IsEmpty: false } track)
        {
            return WithNames(play, text) with { Kind = PlayKind.Track, SongId = texts.Add(track) };
        }

        if (IdOf(text[this[ExportFields.EpisodeUri]]) is { IsEmpty: false } episode)
        {
            return WithEpisode(play, text) with { Kind = PlayKind.Episode, SongId = texts.Add(episode) };
        }

        if (IdOf(text[this[ExportFields.ChapterUri]]) is { IsEmpty: false } chapter)
        {
            return play with
            {
                Kind = PlayKind.Audiobook,
                SongId = texts.Add(chapter),
                Song = Keep(ExportFields.Chapter, text),
                Album = Keep(ExportFields.Audiobook, text),
            };
        }

        return this[ExportFields.Track].IsKnown || text[this[ExportFields.TrackUri]].StartsWith("spotify:local:"u8)
            ? WithNames(play, text) with { Kind = PlayKind.Local }
            : WithEpisode(play, text);
    }

    private Play WithNames(Play play, EntryText text) => play with
    {
        Song = Keep(ExportFields.Track, text),
        Artist = Keep(ExportFields.AlbumArtist, text),
        Album = Keep(ExportFields.Album, text),
    };

    private Play WithEpisode(Play play, EntryText text) => play with
    {
        Song = Keep(ExportFields.Episode, text),
        Album = Keep(ExportFields.Show, text),
    };

    private Play? ReadSmall(EntryText text)
    {
        var given = text[this[ExportFields.EndTime]];
        if (!PlayTime.TryParseMinute(given, out var end))
        {
            return null;
        }

        Span<byte> playedAt = [.. given, .. ":00Z"u8];
        playedAt[10] = (byte)'T';
        var isEpisode = this[ExportFields.ShortShow].IsKnown || this[ExportFields.ShortEpisode].IsKnown;
        return new Play
        {
            Source = PlaySource.Small,
            End = end,
            PlayedAt = texts.Add(playedAt),
            Kind = isEpisode ? PlayKind.Episode : PlayKind.Track,
            MsPlayed = _msPlayed,
            Song = Keep(isEpisode ? ExportFields.ShortEpisode : ExportFields.ShortTrack, text),
            Artist = isEpisode ? default : Keep(ExportFields.ShortArtist, text),
            Album = isEpisode ? Keep(ExportFields.ShortShow, text) : default,
        };
    }

    private TextRef Keep(string field, EntryText text) => texts.Add(text[this[field]]);

    /// <summary>The id at the end of a URI; empty if it is not of that type.</summary>
    private static ReadOnlySpan<byte> IdOf(ReadOnlySpan<byte> uri, ReadOnlySpan<byte> type = default) =>
        uri.StartsWith(type) ? uri[(uri.LastIndexOf((byte)':') + 1)..] : [];
}
