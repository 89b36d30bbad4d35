namespace Functions.Forget;

/// <summary>A request of a person to forget a playlist, a user or plays, in parts. Nothing else starts the
/// function.</summary>
/// <param name="Step">The step: <see cref="Show"/>, <see cref="Remove"/>, <see cref="Erase"/>, <see cref="Wait"/> or
/// <see cref="Close"/>.</param>
/// <param name="Playlist">The playlist's id as keys have it; null for another subject.</param>
/// <param name="User">The user's id at Spotify; null for another subject.</param>
/// <param name="Plays">True to forget plays.</param>
/// <param name="From">The first day of the plays, UTC; null for no bound.</param>
/// <param name="To">The last day of the plays, UTC; null for no bound.</param>
/// <param name="After">The place to continue, <see cref="ForgetReport.Next"/> of the last answer; null to start at the
/// beginning.</param>
public sealed record ForgetEvent(
    [property: JsonPropertyName("step")] string Step,
    [property: JsonPropertyName("playlist")] string? Playlist = null,
    [property: JsonPropertyName("user")] string? User = null,
    [property: JsonPropertyName("plays")] bool Plays = false,
    [property: JsonPropertyName("from")] DateOnly? From = null,
    [property: JsonPropertyName("to")] DateOnly? To = null,
    [property: JsonPropertyName("after")] string? After = null)
{
    /// <summary>Counts what is there, and changes nothing.</summary>
    public const string Show = "show";

    /// <summary>Removes what is there, after a record was opened.</summary>
    public const string Remove = "remove";

    /// <summary>Has the publication make the analytics tables again, without old versions.</summary>
    public const string Erase = "erase";

    /// <summary>Tells whether the analytics tables were emptied since: the record counts as open until then.</summary>
    public const string Wait = "wait";

    /// <summary>Closes the record, if the analytics tables were made again since.</summary>
    public const string Close = "close";

    /// <exception cref="ArgumentException">It names no subject or several, or a wrong value.</exception>
    internal void Check()
    {
        GivenTime.Require(From, "from");
        GivenTime.Require(To, "to");
        if ((Playlist is null ? 0 : 1) + (User is null ? 0 : 1) + (Plays ? 1 : 0) != 1
            || Playlist?.Length == 0
            || User?.Length == 0)
        {
            throw new ArgumentException("The event names one of 'playlist', 'user' and 'plays'.");
        }

        if ((From ?? To) is not null && (!Plays || From > To))
        {
            throw new ArgumentException("Only 'plays' have 'from' and 'to', the earlier day first.");
        }
    }
}
