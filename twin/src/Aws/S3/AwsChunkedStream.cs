using Twin.Aws.Signing;

namespace Twin.Aws.S3;

/// <summary>Reads the payload of an <c>aws-chunked</c> body (Signature Version 4's streaming uploads): chunks of
/// <c>size-in-hex[;chunk-signature=…]</c>, line break, bytes, line break; a chunk of size 0; then trailers such as
/// <c>x-amz-checksum-crc32:…</c>.</summary>
/// <param name="inner">The body.</param>
/// <param name="signatures">The signatures of the chunks; null if they have none.</param>
internal sealed class AwsChunkedStream(Stream inner, ChunkSignatures? signatures) : ForwardOnlyStream
{
    private const string ChunkSignature = "chunk-signature";
    private const string TrailerSignature = "x-amz-trailer-signature";
    private const int MinSize = 8192;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long _leftInChunk;
    private string _signature = "";
    private long? _size;
    private bool _ended;

    /// <summary>The trailers after the payload; complete once the stream is read to its end.</summary>
    public Dictionary<string, string> Trailers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_leftInChunk == 0 && !_ended)
        {
            await NextChunkAsync(cancellationToken);
        }

        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        if (_start == _end)
        {
            await FillAsync(cancellationToken);
        }

        var count = (int)Math.Min(Math.Min(_end - _start, buffer.Length), _leftInChunk);
        _buffer.AsSpan(_start, count).CopyTo(buffer.Span);
        signatures?.Append(_buffer.AsSpan(_start, count));
        _start += count;
        _leftInChunk -= count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            signatures?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task NextChunkAsync(CancellationToken cancellationToken)
    {
        if (_size is not null)
        {
            if (await LineAsync(cancellationToken) is not "")
            {
                throw S3Exception.IncompleteBody("A chunk is longer than it says.");
            }

            signatures?.EndChunk(_signature);
        }

        var head = await LineAsync(cancellationToken) ?? throw CutShort();
        var (size, extension) = TextPair.Cut(head, ';');
        if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _leftInChunk)
            || _leftInChunk < 0)
        {
            throw S3Exception.IncompleteBody($"A chunk begins with \"{head}\", which is not its size.");
        }

        if (_size < MinSize && _leftInChunk > 0)
        {
            throw new S3Exception(
                HttpStatusCode.BadRequest, "InvalidChunkSizeError",
                "Only the last chunk is allowed to have a size less than 8192 bytes");
        }

        _size = _leftInChunk;
        _signature = TextPair.Cut(extension, '=') is (ChunkSignature, var signature) ? signature : "";
        if (_leftInChunk == 0)
        {
            _ended = true;
            signatures?.EndChunk(_signature);
            await ReadTrailersAsync(cancellationToken);
        }
    }

    private async Task ReadTrailersAsync(CancellationToken cancellationToken)
    {
        var signature = "";
        var signed = new List<KeyValuePair<string, string>>();
        while (await LineAsync(cancellationToken) is { } line)
        {
            if (line.Split(':', 2) is not [var name, var value])
            {
                continue;
            }

            if (name.Trim() == TrailerSignature)
            {
                signature = value.Trim();
            }
            else
            {
                Trailers[name.Trim()] = value.Trim();
                signed.Add(KeyValuePair.Create(name.Trim(), value.Trim()));
            }
        }

        if (signatures is { HasTrailer: true })
        {
            signatures.EndTrailers(signed, signature);
        }
        else if (signatures is not null && signed.Count > 0)
        {
            throw S3Exception.MalformedTrailer();
        }
    }

    /// <summary>Reads a line without its line break; null at the body's end.</summary>
    private async Task<string?> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await TryFillAsync(cancellationToken))
            {
                return line.Length > 0 ? line.ToString() : null;
            }

            var letter = (char)_buffer[_start++];
            switch (letter)
            {
                case '\n':
                    return line.ToString();
                case '\r':
                    break;
                default:
                    line.Append(letter);
                    break;
            }
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        if (!await TryFillAsync(cancellationToken))
        {
            throw CutShort();
        }
    }

    private async Task<bool> TryFillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = await inner.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }

    private static S3Exception CutShort() => S3Exception.IncompleteBody("The body ends in the middle of a chunk.");
}
