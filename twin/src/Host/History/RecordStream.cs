namespace Twin.Host.History;

/// <summary>The records of one JSON file: an array of objects. The file may be of any size; a record may not.</summary>
internal sealed class RecordStream(ReadBytes read)
{
    /// <summary>The most bytes of a record: those of Spotify have some hundred.</summary>
    public const int MaxRecord = 4 * 1024 * 1024;

    private const string NoRecords = "it is no JSON array of records";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private bool _isLast;

    /// <summary>The number of records that were read.</summary>
    public long Count { get; private set; }

    /// <summary>Reads one record after the other into the same object.</summary>
    /// <param name="found">Called after each, with its index.</param>
    /// <returns>The reason why the file is broken behind the last record that was read; null if it is not.</returns>
    public string? ReadAll(ExportRecord record, Action<long> found, CancellationToken cancellationToken)
    {
        try
        {
            Fill();
            _start = _buffer.AsSpan(0, _end).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
            var state = default(JsonReaderState);
            while (ReadBuffered(record, found, ref state))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_isLast)
                {
                    return null;
                }

                if (_end - _start >= MaxRecord)
                {
                    return "a record has more than 4 MB";
                }

                Fill();
            }

            return NoRecords;
        }
        catch (JsonException)
        {
            // The message would show a part of the file.
            return Count == 0 ? NoRecords : "it is cut short, or broken JSON";
        }
    }

    // Reads all records that the buffer has the whole of; false if something else is in the array's place or in it.
    private bool ReadBuffered(ExportRecord record, Action<long> found, ref JsonReaderState state)
    {
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(_start, _end - _start);
        var reader = new Utf8JsonReader(bytes, _isLast, state);
        var before = reader;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 1)
            {
                if (!record.TryRead(ref reader, bytes))
                {
                    break;
                }

                found(Count++);
            }
            else if (reader.CurrentDepth != 0
                || reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.EndArray))
            {
                return false;
            }

            before = reader;
        }

        state = before.CurrentState;
        _start += (int)before.BytesConsumed;
        return true;
    }

    private void Fill()
    {
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Min(MaxRecord, 2 * _buffer.Length));
        }

        while (_end < _buffer.Length && !_isLast)
        {
            var count = read(_buffer.AsSpan(_end));
            _end += count;
            _isLast = count == 0;
        }
    }
}
