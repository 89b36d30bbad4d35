using System.Globalization;

namespace Twin.Cli.Charts;

/// <summary>
/// The look of a series: a colour that colour-blind readers tell from the others, and a dash and a marker that tell it
/// from them in grey.
/// </summary>
/// <param name="Marker">The path of the marker, from its middle.</param>
internal sealed record SeriesStyle(string Class, string? Dash, string Marker)
{
    /// <summary>The number of series that can be told apart.</summary>
    public const int Count = 8;

    private static readonly string?[] Dashes = [null, "9 4", "2 3", "10 3 2 3", "5 3", "1 4", "18 5", "6 3 1 3 1 3"];

    // Circle, square, triangle, diamond, triangle downwards, cross, bar, ring of a plus.
    private static readonly string[] Markers =
    [
        "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", "m-3.5-3.5h7v7h-7z", "m0-4.5l4.5 8h-9z", "m0-5l5 5l-5 5l-5-5z",
        "m0 4.5l4.5-8h-9z", "m-4-2l2-2l2 2l2-2l2 2l-2 2l2 2l-2 2l-2-2l-2 2l-2-2l2-2z", "m-2-5h4v10h-4z",
        "m-1.5-4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z",
    ];

    /// <summary>Everything that is not told apart: one quiet colour.</summary>
    public static SeriesStyle Rest { get; } = new("rest", null, Markers[0]);

    /// <summary>The style of the series with an index from 0; the quiet one above <see cref="Count"/>.</summary>
    public static SeriesStyle FromIndex(int index) => index < Count
        ? new SeriesStyle(string.Create(CultureInfo.InvariantCulture, $"s{index}"), Dashes[index], Markers[index])
        : Rest;

    public string MarkerAt(double x, double y) => $"M{MarkupWriter.Number(x)} {MarkupWriter.Number(y)}{Marker}";
}
