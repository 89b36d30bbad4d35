using Functions.Json;
using Functions.Transform.Json;

namespace Functions.Transform;

/// <summary>Parses a raw page as its bytes come, in both of the API's shapes: the entries one by one with a
/// <see cref="JsonCursor"/>, and everything around them token by token with a <see cref="Utf8JsonReader"/>.</summary>
internal sealed class RawPageParser
{
    private const int DepthOfEntries = 2;

    private readonly ArrayBufferWriter<byte> _decoded = new();
    private readonly PlaylistEntry _entry = new();

    private JsonReaderState _state;
    private JsonReaderState _stateInItems;
    private Place _place;
    private Wanted _wanted;

    private enum Place
    {
        Start,
        BeforeItems,
        AtItems,
        InItems,
        AfterItems,
    }

    private enum Wanted
    {
        EntryOrEnd,
        CommaOrEnd,
        Entry,
    }

    /// <summary>A value that indicates whether the entries are tracks themselves.</summary>
    public bool HasTracks { get; init; }

    /// <summary>The number of entries that the sink has got, rejected ones included.</summary>
    public int Entries { get; private set; }

    public string Next => _place == Place.InItems
        ? FormattableString.Invariant($"its entry {Entries}, counted from 0,")
        : "a value outside its entries";

    public void Begin() =>
        (_state, _place, Entries) = (new JsonReaderState(SpotifyJson.Options), Place.Start, 0);

    /// <param name="bytes">The bytes that have come and were not used.</param>
    /// <param name="isLast">True if the page ends with them.</param>
    /// <returns>The number of used bytes, which need not come again.</returns>
    /// <exception cref="JsonException">The page is cut short, is not JSON, or has no items.</exception>
    public int Advance(ReadOnlySpan<byte> bytes, bool isLast, IEntrySink sink)
    {
        var used = 0;
        if (_place == Place.Start)
        {
            _place = Place.BeforeItems;
            used = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        }

        Place before;
        do
        {
            before = _place;
            used += _place == Place.InItems
                ? ReadEntries(bytes[used..], isLast, sink)
                : ReadTokens(bytes[used..], isLast);
        }
        while (_place != before);

        return used;
    }

    private int ReadTokens(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var json = new Utf8JsonReader(bytes, isLast, _state);
        var used = 0;
        while (_place != Place.InItems && json.Read())
        {
            Pass(ref json);
            (used, _state) = ((int)json.BytesConsumed, json.CurrentState);
        }

        if (_place == Place.InItems && json.TokenType == JsonTokenType.StartArray)
        {
            (_stateInItems, _wanted) = (_state, Wanted.EntryOrEnd);
        }

        return used;
    }

    private void Pass(ref Utf8JsonReader json)
    {
        switch (_place)
        {
            case Place.BeforeItems when IsItems(ref json):
                _place = Place.AtItems;
                break;
            case Place.AtItems:
                _place = json.TokenType == JsonTokenType.StartArray ? Place.InItems : Place.BeforeItems;
                break;
        }
    }

    private static bool IsItems(ref Utf8JsonReader json) => json.CurrentDepth switch
    {
        0 when json.TokenType == JsonTokenType.EndObject => throw new JsonException("it has no array of items"),
        0 when json.TokenType != JsonTokenType.StartObject => throw new JsonException("it is not a JSON object"),
        1 => json.TokenType == JsonTokenType.PropertyName && SpotifyJson.Is(ref json, "items"u8),
        _ => false,
    };

    private static bool IsEndOfEntry(ref Utf8JsonReader json) =>
        json.CurrentDepth == DepthOfEntries
        && json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);

    private int ReadEntries(ReadOnlySpan<byte> bytes, bool isLast, IEntrySink sink)
    {
        for (var at = JsonWhitespace.Skip(bytes, 0); ; at = JsonWhitespace.Skip(bytes, at))
        {
            var next = at < bytes.Length ? bytes[at] : default;
            if (next == ']' && _wanted != Wanted.Entry)
            {
                // The reader has not seen the entries: it continues where the array began.
                (_place, _state) = (Place.AfterItems, _stateInItems);
                return at;
            }

            if (_wanted == Wanted.CommaOrEnd && at < bytes.Length)
            {
                if (next != ',')
                {
                    throw new JsonException("behind an entry there is neither a comma nor the end of the items");
                }

                _wanted = Wanted.Entry;
                at++;
            }
            else
            {
                var length = ReadEntry(bytes[at..], isLast, sink);
                if (length == 0)
                {
                    return at;
                }

                _wanted = Wanted.CommaOrEnd;
                at += length;
            }
        }
    }

    /// <returns>The entry's length; 0 if it has not come completely.</returns>
    private int ReadEntry(ReadOnlySpan<byte> bytes, bool isLast, IEntrySink sink)
    {
        _decoded.ResetWrittenCount();
        var json = new JsonCursor(bytes, DepthOfEntries, _decoded);
        var kind = json.Next;
        if (kind == '{' && HasTracks)
        {
            EntryReader.ReadTrack(ref json, _entry);
        }
        else if (kind == '{')
        {
            EntryReader.Read(ref json, _entry);
        }
        else
        {
            _entry.Clear();
            json.Skip();
        }

        if (json.IsTooDeep)
        {
            return RejectDeep(bytes, isLast, sink);
        }

        if (json.HasFailed)
        {
            return Refuse(bytes, isLast, sink);
        }

        if (_entry.HasTooManyArtists)
        {
            Reject(
                string.Create(
                    CultureInfo.InvariantCulture, $"its song or album has more than {PlayableItem.MaxArtists} artists"),
                bytes[..json.Position],
                sink);
        }
        else if (kind is (byte)'{' or (byte)'n')
        {
            sink.Add(_entry, new EntryText(bytes[..json.Position], _decoded.WrittenSpan));
            Entries++;
        }
        else
        {
            Reject($"it is {NameOf(kind)} and no object", bytes[..json.Position], sink);
        }

        return json.Position;
    }

    /// <returns>The entry's length; 0 if it has not come completely.</returns>
    private int RejectDeep(ReadOnlySpan<byte> bytes, bool isLast, IEntrySink sink)
    {
        var length = DeepJson.Measure(bytes, isLast);
        if (length > 0)
        {
            Reject($"it is nested in more than {SpotifyJson.Options.MaxDepth} levels of the page", [], sink);
        }

        return length;
    }

    /// <summary>Lets <see cref="Utf8JsonReader"/> tell the fault of an entry.</summary>
    /// <returns>The entry's length, if that reader finds no fault; 0 if the entry has not come completely.</returns>
    private int Refuse(ReadOnlySpan<byte> bytes, bool isLast, IEntrySink sink)
    {
        var json = new Utf8JsonReader(bytes, isLast, _stateInItems);
        while (json.Read())
        {
            if (json.CurrentDepth < DepthOfEntries)
            {
                throw new JsonException("a comma is not followed by an entry");
            }

            if (IsEndOfEntry(ref json))
            {
                Reject("it is JSON, but could not be read", bytes[..(int)json.BytesConsumed], sink);
                return (int)json.BytesConsumed;
            }
        }

        return 0;
    }

    private void Reject(string reason, ReadOnlySpan<byte> record, IEntrySink sink)
    {
        sink.Reject(reason, record);
        Entries++;
    }

    private static string NameOf(byte kind) => (char)kind switch
    {
        '[' => "an array",
        '"' => "a string",
        't' or 'f' => "a boolean",
        _ => "a number",
    };
}

/// <summary>The receiver of a page's entries, in their order. Each entry is either added or rejected.</summary>
internal interface IEntrySink
{
    /// <param name="entry">The entry, valid until this returns.</param>
    /// <param name="text">The bytes of its texts, valid until this returns.</param>
    void Add(PlaylistEntry entry, EntryText text);

    /// <param name="record">The entry's JSON as the page has it; empty if it is nested too deep to be kept.</param>
    void Reject(string reason, ReadOnlySpan<byte> record);
}
