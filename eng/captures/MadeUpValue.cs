using System.Collections.Frozen;
using System.Text;

namespace MadeUpCaptures;

/// <summary>The made-up value for a value of a capture, by the name of its property.</summary>
internal static class MadeUpValue
{
    // Dates, and words of the Web API's own.
    private static readonly FrozenSet<string> KeptTexts = FrozenSet.Create(
        "added_at", "album_group", "album_type", "available_markets", "language", "languages", "media_type", "message",
        "primary_color", "reason", "release_date", "release_date_precision", "type");

    // Numbers of a page, of an image, and of the expected rows.
    private static readonly FrozenSet<string> KeptNumbers = FrozenSet.Create(
        "height", "limit", "offset", "position", "status", "total", "type_assumed", "width");

    public static string From(string key, string value) => key switch
    {
        "source" => CaptureName.Shorten(value),
        _ when KeptTexts.Contains(key) => value,
        _ => MadeUpAddress.InText(value),
    };

    /// <summary>Replaces a number by one with as many digits.</summary>
    public static ReadOnlySpan<byte> OfNumber(string around, string key, ReadOnlySpan<byte> value)
    {
        var isKept = around == "counts" || (KeptNumbers.Contains(key) && around != "followers");
        var isHighest = key == "popularity" && value.SequenceEqual("100"u8);
        return isKept || isHighest ? value : Encoding.UTF8.GetBytes(MadeUpText.From(Encoding.UTF8.GetString(value)));
    }
}
