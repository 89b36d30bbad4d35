namespace Functions.Publish;

/// <param name="Next">The next step: <see cref="Wait"/>, <see cref="Publish"/> or <see cref="Nothing"/>;
/// <see cref="Done"/> for a step that is no plan.</param>
/// <param name="Parts">The parts of playlists to publish, one after the other.</param>
/// <param name="Plays">The parts of plays to publish afterwards, one after the other.</param>
/// <param name="Maintain">True if the files of the analytics tables are to be compacted.</param>
/// <param name="From">The first day whose tables are missing, <c>yyyy-MM-dd</c>; empty if the plan does not wait for
/// tables.</param>
/// <param name="Partitions">The partitions of the part that was asked about, table by table; null for another
/// step.</param>
public sealed record PublicationReport(
    [property: JsonPropertyName("next")] string Next,
    [property: JsonPropertyName("because")] string Because,
    [property: JsonPropertyName("parts")] IReadOnlyList<PublicationPart> Parts,
    [property: JsonPropertyName("plays")] IReadOnlyList<PublicationYear> Plays,
    [property: JsonPropertyName("maintain")] bool Maintain,
    [property: JsonPropertyName("from")] string From = "",
    [property: JsonPropertyName("partitions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<TablePartitions>? Partitions = null)
{
    /// <summary>Tables are missing, or another execution publishes: plan again in a while.</summary>
    public const string Wait = "wait";

    /// <summary>Days or months of plays are due, and this execution has the lease.</summary>
    public const string Publish = "publish";

    /// <summary>Neither a day nor a month of plays is due.</summary>
    public const string Nothing = "nothing";

    /// <summary>Something was forgotten: the analytics tables are emptied first, without old versions.</summary>
    public const string Erase = "erase";

    public const string Done = "done";

    internal static PublicationReport Create(string next, string because) =>
        new(next, because, [], [], Maintain: false);
}

/// <summary>A part of a publication: the due days of one month, which one run of each statement publishes.</summary>
/// <param name="Days">The fingerprint of each due day's snapshots, at the time of the plan.</param>
public sealed record PublicationPart(
    [property: JsonPropertyName("first_day")] DateOnly FirstDay,
    [property: JsonPropertyName("last_day")] DateOnly LastDay,
    [property: JsonPropertyName("days")] IReadOnlyDictionary<DateOnly, string> Days);

/// <summary>A part of a publication: the due months of plays of one year, which one statement publishes.</summary>
/// <param name="FirstMonth">The first due month, <c>yyyy-MM</c>; its first day is <paramref name="FirstDay"/>.</param>
/// <param name="LastMonth">The last due month; its last day is <paramref name="LastDay"/>.</param>
/// <param name="Months">The fingerprint of each due month's files, at the time of the plan.</param>
public sealed record PublicationYear(
    [property: JsonPropertyName("first_day")] DateOnly FirstDay,
    [property: JsonPropertyName("last_day")] DateOnly LastDay,
    [property: JsonPropertyName("first_month")] string FirstMonth,
    [property: JsonPropertyName("last_month")] string LastMonth,
    [property: JsonPropertyName("months")] IReadOnlyDictionary<string, string> Months);
