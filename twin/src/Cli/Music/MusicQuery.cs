using Twin.Cli.Charts;

namespace Twin.Cli.Music;

/// <param name="Rows">The rows as text; null for SQL's NULL.</param>
internal sealed record MusicQuery(
    string Name,
    string Question,
    string? Sql,
    ImmutableArray<string> Columns,
    ImmutableArray<ImmutableArray<string?>> Rows)
{
    public IEnumerable<MusicRow> Values => Rows.Select(row => new MusicRow(this, row));

    public ImmutableArray<string> Lacking(IEnumerable<string> needed) => [.. needed.Except(Columns)];
}

internal sealed record MusicRow(MusicQuery Query, ImmutableArray<string?> Cells)
{
    private const int LongestName = 300;

    public string Text(string column) => Value(column) ?? "";

    /// <summary>A name; words in its place if it is empty or has no letter that is seen.</summary>
    public string Name(string column) =>
        Value(column) is { } name && !string.IsNullOrWhiteSpace(name)
            ? MarkupWriter.Cut(name, LongestName)
            : "(no name)";

    public double? Number(string column) =>
        double.TryParse(Value(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? number
                : null;

    public int? Whole(string column) =>
        int.TryParse(Value(column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public DateOnly? Day(string column) =>
        Value(column) is { Length: >= 10 } text
        && DateOnly.TryParseExact(
            text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>The first day of a month.</summary>
    public DateOnly? Month(string column) =>
        DateOnly.TryParseExact(
            Value(column), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month
            : null;

    public string? Value(string column) =>
        Query.Columns.IndexOf(column) is var index and >= 0 && index < Cells.Length ? Cells[index] : null;
}
