using System.Buffers;
using System.Text;
using System.Text.Json;
using Functions.Lake;

namespace Functions.Transform;

/// <summary>
/// Goes through raw pages as their bytes come, in both of the API's shapes, and hands on entry by entry. No more of a
/// page than one entry has to be there at once, and that it is one whole JSON document is known at its end.
/// </summary>
/// <param name="bufferSize">Bytes; an entry in the full shape has about 4 KB.</param>
internal sealed class PageReader(int bufferSize = PageReader.UsualBuffer) : IDisposable
{
    /// <summary>
    /// What one entry, or one value outside the entries, may have: a thousand times the usual. A longer entry is
    /// rejected, anything else that is longer makes the page unreadable.
    /// </summary>
    public const int LongestEntry = 4 << 20;

    private const int UsualBuffer = 256 << 10;
    private const int DepthOfEntries = 2;

    private readonly PageBuffer _buffer = new(bufferSize, LongestEntry);
    private readonly ArrayBufferWriter<byte> _decoded = new();
    private readonly PlaylistEntry _entry = new();

    private JsonReaderState _state;
    private Place _place;
    private int _entries;

    private enum Place
    {
        Start,
        BeforeItems,
        AtItems,
        InItems,
        InLongEntry,
        AfterItems,
    }

    /// <summary>Reads one page to its end, whatever it is.</summary>
    /// <param name="sink">Gets the entries; those before a fault too.</param>
    public async Task<PageFindings> ReadAsync(Stream page, IEntrySink sink, CancellationToken cancellationToken)
    {
        _buffer.Begin();
        (_state, _place, _entries) = (new JsonReaderState(SpotifyJson.Options), Place.Start, 0);
        JsonException? fault = null;
        do
        {
            await _buffer.FillAsync(page, cancellationToken);
            fault ??= TryAdvance(sink);
            if (fault is not null)
            {
                // The hash is still wanted: it says whether these are the bytes that were stored
                _buffer.Use(_buffer.Unused.Length);
            }
        }
        while (!_buffer.IsLast);

        return new PageFindings(_buffer.Length, _buffer.Sha256(), _entries, fault);
    }

    public void Dispose() => _buffer.Dispose();

    private JsonException? TryAdvance(IEntrySink sink)
    {
        try
        {
            if (_place == Place.Start)
            {
                SkipByteOrderMark();
            }

            Advance(sink);
            return null;
        }
        catch (JsonException e)
        {
            return e;
        }
    }

    private void SkipByteOrderMark()
    {
        if (_buffer.Unused.StartsWith(Encoding.UTF8.Preamble))
        {
            _buffer.Use(Encoding.UTF8.Preamble.Length);
        }

        _place = Place.BeforeItems;
    }

    /// <summary>Goes as far as the bytes that have come reach.</summary>
    private void Advance(IEntrySink sink)
    {
        var json = new JsonCursor(_buffer.Unused, _buffer.IsLast, _state, _decoded);
        var used = 0;
        while (json.Read() && TryStep(ref json, sink))
        {
            used = json.Position;
            _state = json.State;
        }

        _buffer.Use(used);
        if (used > 0 || !_buffer.IsFull)
        {
            return;
        }

        if (_place != Place.InItems)
        {
            throw new JsonException($"it has a value of more than {LongestEntry} bytes");
        }

        Reject(sink, $"it has more than {LongestEntry} bytes", []);
        _place = Place.InLongEntry;
        Advance(sink);
    }

    /// <summary>Uses the token at hand, or the entry that begins with it.</summary>
    /// <returns>False: the entry is not there as a whole, and was left alone.</returns>
    private bool TryStep(ref JsonCursor json, IEntrySink sink)
    {
        switch (_place)
        {
            case Place.BeforeItems:
                _place = IsItems(ref json) ? Place.AtItems : Place.BeforeItems;
                return true;
            case Place.AtItems:
                _place = json.Token == JsonTokenType.StartArray ? Place.InItems : Place.BeforeItems;
                return true;
            case Place.InItems when json.Token == JsonTokenType.EndArray:
                _place = Place.AfterItems;
                return true;
            case Place.InItems:
                return TryEntry(ref json, sink);
            case Place.InLongEntry when json.Depth == DepthOfEntries
                && json.Token is JsonTokenType.EndObject or JsonTokenType.EndArray:
                _place = Place.InItems;
                return true;
            default:
                return true;
        }
    }

    private static bool IsItems(ref JsonCursor json) => json.Depth switch
    {
        0 when json.Token == JsonTokenType.EndObject => throw new JsonException("it has no array of items"),
        0 when json.Token != JsonTokenType.StartObject => throw new JsonException("it is no object"),
        1 => json.Token == JsonTokenType.PropertyName && json.IsProperty("items"u8),
        _ => false,
    };

    private bool TryEntry(ref JsonCursor json, IEntrySink sink)
    {
        var (start, token) = (json.TokenStart, json.Token);
        _decoded.ResetWrittenCount();
        switch (token)
        {
            case JsonTokenType.StartObject:
                EntryReader.Read(ref json, _entry);
                break;
            case JsonTokenType.Null:
                _entry.Clear();
                break;
            default:
                json.Skip();
                break;
        }

        if (json.IsOut)
        {
            return false;
        }

        if (token is JsonTokenType.StartObject or JsonTokenType.Null)
        {
            sink.Add(_entry, json.Text);
            _entries++;
        }
        else
        {
            Reject(sink, $"it is {NameOf(token)} and no object", _buffer.Unused[start..json.Position]);
        }

        return true;
    }

    private void Reject(IEntrySink sink, string reason, ReadOnlySpan<byte> record)
    {
        sink.Reject(reason, record);
        _entries++;
    }

    private static string NameOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        _ => "a boolean",
    };
}
