using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Functions.Lake;

namespace Twin.Host.History;

/// <summary>A field that is kept, and the values that it may have.</summary>
internal sealed class KeptField
{
    private const int IdLength = 22;
    private const int MaxDigits = 18;

    /// <summary>All of them, in the order in which a stripped record has them.</summary>
    public static readonly ImmutableArray<KeptField> All =
        [.. ExportFields.Kept.Select((name, index) => new KeptField(name, index))];

    private static readonly ImmutableArray<byte[]> UrisWithIds =
        [[.. "spotify:track:"u8], [.. "spotify:episode:"u8], [.. "spotify:chapter:"u8]];

    private static readonly SearchValues<byte> Base62 = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private readonly Kind _kind;

    private KeptField(string name, int index)
    {
        (Name, Index) = (name, index);
        Key = Encoding.UTF8.GetBytes($"\"{name}\":");
        _kind = name switch
        {
            ExportFields.MsPlayed or ExportFields.ShortMsPlayed => Kind.Number,
            ExportFields.Skipped => Kind.Flag,
            ExportFields.TrackUri or ExportFields.EpisodeUri or ExportFields.ChapterUri => Kind.Uri,
            _ => Kind.Text,
        };
    }

    private enum Kind
    {
        Text,
        Uri,
        Number,
        Flag,
    }

    public string Name { get; }
    public int Index { get; }

    /// <summary>The name as it stands in a record: in quotes, with its colon.</summary>
    public byte[] Key { get; }

    /// <summary>Determines whether a value may be of this type. Each may be null.</summary>
    public bool Accepts(JsonTokenType token) => token switch
    {
        JsonTokenType.Null => true,
        JsonTokenType.String => _kind is Kind.Text or Kind.Uri,
        JsonTokenType.Number => _kind == Kind.Number,
        JsonTokenType.True or JsonTokenType.False => _kind == Kind.Flag,
        _ => false,
    };

    /// <summary>Determines whether a value is one that Spotify writes.</summary>
    /// <param name="value">The value; a text without quotes and escapes.</param>
    public bool IsSound(ReadOnlySpan<byte> value) => _kind switch
    {
        Kind.Number => value.Length <= MaxDigits && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9'),
        Kind.Uri => IsUri(value) && Utf8.IsValid(value),
        Kind.Text => Utf8.IsValid(value),
        _ => true,
    };

    private static bool IsUri(ReadOnlySpan<byte> value)
    {
        foreach (var uri in UrisWithIds)
        {
            if (value.StartsWith(uri))
            {
                return value.Length == uri.Length + IdLength && !value[uri.Length..].ContainsAnyExcept(Base62);
            }
        }

        return value.StartsWith("spotify:local:"u8);
    }
}
