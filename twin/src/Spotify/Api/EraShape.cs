using System.Text.Json;
using Twin.Spotify.Configuration;
using Twin.Spotify.Json;

namespace Twin.Spotify.Api;

/// <param name="Container">The key of a whole playlist's first page, and the last segment of the pages' path.</param>
/// <param name="MaxLimit">The highest limit that a request for a page may have.</param>
/// <param name="DefaultLimit">The limit of a request that names none.</param>
public sealed record EraShape(Era Era, string Container, string EntryKey, int MaxLimit, int DefaultLimit)
{
    /// <summary>The entries embedded in a whole playlist, in both eras.</summary>
    public const int EmbeddedLimit = 100;

    private static readonly EraShape Legacy = new(Era.Legacy, "tracks", "track", MaxLimit: 100, DefaultLimit: 100);

    private static readonly EraShape Development2026 =
        new(Era.Development2026, "items", "item", MaxLimit: 50, DefaultLimit: 20);

    public static readonly ImmutableArray<string> Names = ["legacy", "2026"];

    public static EraShape From(Era era) => era == Era.Legacy ? Legacy : Development2026;

    /// <exception cref="FormatException">The name is none of them; the message lists them.</exception>
    public static Era Parse(string name) =>
        name switch
        {
            "legacy" => Era.Legacy,
            "2026" => Era.Development2026,
            _ => throw new FormatException(
                $"'{name}' is not an era of the Spotify API; use {string.Join(" or ", Names)}."),
        };
}

/// <summary>The shape of an entry in an era: one key for its track or episode, without the fields that development mode
/// has lost (Spotify's changelog of February 2026; <c>external_ids</c> came back in March).</summary>
internal sealed class EraRule : JsonRule
{
    private static readonly RemovedFields Artist = new([], "followers", "popularity");

    private static readonly RemovedFields Album = new(
        [new("artists", Artist)],
        "album_group",
        "available_markets",
        "label",
        "popularity");

    private static readonly RemovedFields Item = new(
        [new("album", Album), new("artists", Artist)],
        "available_markets",
        "linked_from",
        "popularity");

    private readonly EraShape _shape;
    private readonly bool _keepsItem;
    private readonly string _key;

    private EraRule(EraShape shape, bool keepsItem, string key)
    {
        _shape = shape;
        _keepsItem = keepsItem;
        _key = key;
    }

    /// <summary>The rule for one entry. Captures of February 2026 have both keys, and one of them is removed.</summary>
    public static EraRule For(EraShape shape, ReadOnlyMemory<byte> entry) =>
        new(shape, KeepsItem(entry.Span), shape.EntryKey);

    /// <summary>The rule for a play or a liked song, whose key has stayed <c>track</c>.</summary>
    public static EraRule ForKeptKey(EraShape shape) => new(shape, keepsItem: false, "track");

    /// <summary>The rule for a track without an entry around it.</summary>
    public static JsonRule? ForTrack(EraShape shape) => shape.Era == Era.Development2026 ? Item : null;

    public override JsonMemberChange GetChange(ReadOnlySpan<byte> name)
    {
        var isItem = name.SequenceEqual("item"u8);
        if (!isItem && !name.SequenceEqual("track"u8))
        {
            return JsonMemberChange.Keep;
        }

        return isItem == _keepsItem
            ? new JsonMemberChange(Drop: false, Name: _key, Value: ForTrack(_shape))
            : JsonMemberChange.Remove;
    }

    /// <summary>Chooses the key to keep: <c>item</c> if it is an object, else <c>track</c> if that is one, else the key
    /// that exists.</summary>
    private static bool KeepsItem(ReadOnlySpan<byte> entry)
    {
        if (entry.IndexOf("\"item\""u8) < 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(entry);
        reader.Read();
        JsonTokenType? item = null;
        JsonTokenType? track = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isItem = reader.ValueSpan.SequenceEqual("item"u8);
            var isTrack = reader.ValueSpan.SequenceEqual("track"u8);
            reader.Read();
            item = isItem ? reader.TokenType : item;
            track = isTrack ? reader.TokenType : track;
            reader.Skip();
        }

        return item == JsonTokenType.StartObject || (item is not null && track != JsonTokenType.StartObject);
    }

    private sealed class RemovedFields(KeyValuePair<string, JsonRule>[] within, params string[] names) : JsonRule
    {
        private readonly Dictionary<string, JsonMemberChange>.AlternateLookup<ReadOnlySpan<char>> _changes = names
            .Select(name => KeyValuePair.Create(name, JsonMemberChange.Remove))
            .Concat(within.Select(field => KeyValuePair.Create(field.Key, JsonMemberChange.Within(field.Value))))
            .ToDictionary(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

        public override JsonMemberChange GetChange(ReadOnlySpan<byte> name) =>
            Utf8Lookup.Find(_changes, name, JsonMemberChange.Keep);
    }
}
