using Twin.Cli.Charts;

namespace Twin.Cli.Music;

/// <summary>A year of listening as a poster, in a size that is usual where pictures are shown to others.</summary>
internal sealed record YearPicture(YearReview Review) : Chart
{
    private const double Side = 1080;
    private const double Margin = 72;
    private const double Middle = 560;
    private const double Column = Middle - Margin - 40;

    // Bold text of 30 pixels is wider than the estimate.
    private const double Bold = 33;
    private const int PlacesShown = 5;
    private const int AlbumsShown = 3;

    public override bool IsPoster => true;

    public override (double Left, double Right)? Part => (0, Side);

    public override double HeightAt(ChartSize size) => 1350;

    public override void Draw(Canvas canvas)
    {
        canvas.Markup.Shape(
            "rect", ("x", 0.0), ("y", 0.0), ("width", Side), ("height", canvas.Height), ("class", "ground"));
        canvas.Text("My music in", Margin, 118, style: "p2 quiet");
        canvas.Text(Review.Year.ToString(CultureInfo.InvariantCulture), Margin - 6, 272, style: "p5 accent");
        Months(canvas);
        Number(canvas, 0, Review.Minutes, "minutes");
        Number(canvas, 1, Review.Plays, "plays");
        Number(canvas, 2, Review.Discoveries, "songs discovered");
        Places(canvas, "Songs", Review.Songs, Margin, 500, Column, PlacesShown);
        Places(canvas, "Artists", Review.Artists, Middle, 500, Side - Margin - Middle, PlacesShown);
        Places(canvas, "Albums", Review.Albums, Margin, 1012, Side - (2 * Margin), AlbumsShown);
    }

    private void Months(Canvas canvas)
    {
        const double Foot = 240;
        const double Left = 640;
        var slot = (Side - Margin - Left) / Review.Months.Length;
        var most = Math.Max(1, Review.Months.Max());
        foreach (var (month, minutes) in Review.Months.Index())
        {
            var (x, height) = (Left + (month * slot), Math.Max(2, minutes / most * 150));
            canvas.Markup.Shape(
                "rect", ("x", x), ("y", Foot - height), ("width", slot - 8), ("height", height), ("class", "cell"));
            canvas.Text(
                new DateOnly(1, month + 1, 1).ToString("MMM", CultureInfo.InvariantCulture)[..1],
                x + ((slot - 8) / 2), Foot + 32, "middle", "p1 quiet");
        }
    }

    private static void Number(Canvas canvas, int index, double value, string what)
    {
        var x = Margin + (index * (Side - (2 * Margin)) / 3);
        canvas.Text(value.ToString("#,0", CultureInfo.InvariantCulture), x, 372, style: "p4");
        canvas.Text(what, x, 412, style: "p1 quiet");
    }

    private static void Places(
        Canvas canvas, string title, ImmutableArray<MusicRow> rows, double x, double y, double width, int most)
    {
        if (rows.IsEmpty)
        {
            return;
        }

        canvas.Text(title, x, y, style: "p2 accent");
        foreach (var (index, row) in rows.Take(most).Index())
        {
            var (place, at) = (index + 1, y + 62 + (index * 84));
            var plays = PlaylistFigures.Count(row.Whole("value") ?? 0, "play");
            var below = row.Text("artist") is { Length: > 0 } artist && row.Text("what") != "artist"
                // The number first, since a name from right to left would move one behind it.
                ? $"{plays} · {TextWidth.Cut(artist, width - 58 - TextWidth.Estimate($"{plays} · ", 26), 26)}"
                : plays;
            canvas.Text(place.ToString(CultureInfo.InvariantCulture), x, at, style: "p3 quiet");
            canvas.Text(TextWidth.Cut(row.Name("name"), width - 58, Bold), x + 58, at, style: "p2");
            canvas.Text(below, x + 58, at + 34, style: "p1 quiet");
        }
    }
}
