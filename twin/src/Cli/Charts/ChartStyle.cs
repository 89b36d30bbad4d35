namespace Twin.Cli.Charts;

/// <summary>The style sheet of all charts. Its colours are custom properties, one set for each colour scheme.</summary>
internal static class ChartStyle
{
    public const string Light = """
        --paper: #ffffff; --ink: #1c2126; --quiet: #57606a; --grid: #dfe3e8; --rest: #8a939c; --accent: #0b62a8;
        --good: #1a7035; --bad: #b3261e; --warn: #855300; --raised: #f4f6f8;
        --s0: #0b62a8; --s1: #c24e00; --s2: #00785a; --s3: #9b2d76; --s4: #4d3800; --s5: #3d3d8f; --s6: #1f8a9c; --s7: #4a4a4a;
        """;

    public const string Dark = """
        --paper: #14181c; --ink: #e8ebee; --quiet: #a6b0ba; --grid: #30373e; --rest: #717c87; --accent: #6db6ee;
        --good: #6fcf8b; --bad: #ff9a90; --warn: #e8b75a; --raised: #1d2328;
        --s0: #6db6ee; --s1: #f29b55; --s2: #45c79f; --s3: #e795c7; --s4: #dcc04e; --s5: #a9a9f5; --s6: #6fd3e0; --s7: #c9c9c9;
        """;

    public const string Rules = """
        svg { display: block; width: 100%; height: auto; overflow: visible; font: 12px system-ui, sans-serif }
        svg text { fill: var(--ink); unicode-bidi: plaintext } svg text.quiet { fill: var(--quiet) }
        svg text.big { font-size: 13px; font-weight: 600 } svg text.small { font-size: 11px }
        svg text.halo { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round }
        svg .grid { stroke: var(--grid); stroke-width: 1 } svg .axis { stroke: var(--quiet); stroke-width: 1 }
        svg .line { fill: none; stroke: var(--c); stroke-width: 2.5; stroke-linejoin: round }
        svg .line.thin { stroke-width: 1.5; opacity: .75 } svg .mark { fill: var(--c); stroke: var(--paper); stroke-width: 1 }
        svg .open { fill: var(--paper); stroke: var(--c); stroke-width: 1.5 }
        svg .bar { fill: var(--c) } svg .part { fill: var(--c); stroke: var(--paper); stroke-width: 1 }
        svg .tint .part, svg .tint .bar, svg .bar.tint { fill-opacity: .4; stroke: var(--c) }
        svg .hollow .part, svg .hollow .bar, svg .bar.hollow { fill: var(--paper); stroke: var(--c); stroke-width: 1.5 }
        svg .hollow.dashed .part, svg .hollow.dashed .bar, svg .bar.hollow.dashed { stroke-dasharray: 2 2 }
        svg .lead { stroke: var(--quiet); stroke-width: .7; fill: none }
        svg .node { fill: var(--raised); stroke: var(--quiet); stroke-width: 1 } svg .node.bad { stroke: var(--bad); stroke-width: 2.5 }
        svg .flow { fill: none; stroke: var(--quiet); stroke-width: 1.2 } svg .head { fill: var(--quiet) }
        svg .flow.data { stroke: var(--accent); stroke-width: 2.8 } svg .head.data { fill: var(--accent) }
        svg .good { fill: var(--good) } svg .bad { fill: var(--bad) } svg .warn { fill: var(--warn) } svg .node.bad { fill: var(--raised) }
        svg.poster { --paper: #10233f; --ink: #ffffff; --quiet: #b8c9e0; --accent: #ffc95c; background: var(--paper); max-width: 1080px; overflow: hidden }
        svg .ground { fill: var(--paper) } svg text.accent { fill: var(--accent) } svg text.p1 { font-size: 26px } svg text.p2 { font-size: 30px; font-weight: 600 }
        svg text.p3 { font-size: 40px; font-weight: 700 } svg text.p4 { font-size: 64px; font-weight: 700 } svg text.p5 { font-size: 180px; font-weight: 800 }
        .whole { max-width: 36rem } .whole svg { border-radius: .8rem }
        svg .cell { fill: var(--accent) } svg .pair text { text-anchor: middle; font-size: 11px } svg .frame { fill: none; stroke: var(--grid) }
        .s0 { --c: var(--s0) } .s1 { --c: var(--s1) } .s2 { --c: var(--s2) } .s3 { --c: var(--s3) } .s4 { --c: var(--s4) }
        .s5 { --c: var(--s5) } .s6 { --c: var(--s6) } .s7 { --c: var(--s7) } .rest { --c: var(--rest) }
        .gain { --c: var(--s0) } .loss { --c: var(--s1) }
        figure { margin: 1rem 0 1.6rem } figcaption { margin-bottom: .5rem } figcaption b { display: block }
        .narrow { display: none; max-width: 34rem }
        @media (hover: hover) {
          svg:has(.series:hover) .series:not(:hover) { opacity: .22 } svg .series:hover .line { stroke-width: 4; opacity: 1 }
          svg .bar:hover, svg .part:hover, svg .cell:hover { opacity: .75 }
        }
        @media screen and (max-width: 47.5rem) { .wide { display: none } .narrow { display: block } }
        @media print {
          figure { break-inside: avoid } .whole svg { max-height: 200mm }
          svg.poster { --paper: #ffffff; --ink: #1c2126; --quiet: #57606a; --accent: #0b62a8; border: 1px solid var(--grid) }
        }
        """;
}

/// <summary>The look of a series: a colour that colour-blind readers tell from the others, and a dash and a marker that
/// tell it from them in grey.</summary>
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
