using System.Text.Json;
using Twin.Spotify.Configuration;
using Twin.Spotify.Json;

namespace Twin.Spotify.Api;

/// <summary>
/// The shape of an entry in an era: one key for its track or episode, without the fields that development mode has lost
/// (Spotify's changelog of February 2026; <c>external_ids</c> came back in March).
/// </summary>
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

    private EraRule(EraShape shape, bool keepsItem)
    {
        _shape = shape;
        _keepsItem = keepsItem;
    }

    /// <summary>The rule for one entry. Captures of February 2026 have both keys, and one of them is removed.</summary>
    public static EraRule For(EraShape shape, ReadOnlyMemory<byte> entry) => new(shape, KeepsItem(entry.Span));

    public override JsonMemberChange GetChange(ReadOnlySpan<byte> name)
    {
        var isItem = name.SequenceEqual("item"u8);
        if (!isItem && !name.SequenceEqual("track"u8))
        {
            return JsonMemberChange.Keep;
        }

        return isItem == _keepsItem
            ? new JsonMemberChange(
                Drop: false,
                Name: _shape.EntryKey,
                Value: _shape.Era == Era.Development2026 ? Item : null)
            : JsonMemberChange.Remove;
    }

    /// <summary>
    /// Chooses the key to keep: <c>item</c> if it is an object, else <c>track</c> if that is one, else the key that
    /// exists.
    /// </summary>
    private static bool KeepsItem(ReadOnlySpan<byte> entry)
    {
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
