using System.Text.Json;
using Functions.Lake;

namespace Functions.Transform;

/// <summary>
/// Goes through the entries of one raw page, in both of the API's shapes (<c>item</c> or <c>track</c>), without making
/// objects of what no table needs.
/// </summary>
internal ref struct PageReader
{
    private Utf8JsonReader _json;
    private bool _inItems;

    /// <param name="page">The page's bytes.</param>
    public PageReader(ReadOnlySpan<byte> page) => _json = SpotifyJson.Reader(page);

    /// <summary>The next entry; null after the last, when the page has proven to be one whole JSON document.</summary>
    /// <exception cref="JsonException">The page is cut short, is not JSON, or has no items.</exception>
    public PlaylistEntry? Next()
    {
        if (!_inItems)
        {
            FindItems();
            _inItems = true;
        }

        if (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            return EntryReader.Read(ref _json);
        }

        while (_json.Read())
        {
        }

        return null;
    }

    private void FindItems()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("it is no object");
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var isItems = SpotifyJson.Is(ref _json, "items"u8);
            _json.Read();
            if (isItems && _json.TokenType == JsonTokenType.StartArray)
            {
                return;
            }

            _json.Skip();
        }

        throw new JsonException("it has no array of items");
    }
}
