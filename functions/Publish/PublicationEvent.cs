namespace Functions.Publish;

/// <summary>A step of the publication, from the state machine or from a person.</summary>
/// <param name="Execution">The name of the execution, which is the holder of the lease.</param>
/// <param name="At">The time at which the state machine entered the step.</param>
/// <param name="LeaseSeconds">The time for which the step takes or renews the lease.</param>
/// <param name="Request">For a plan and an erasure, the key of the request in the raw bucket; null to publish what is
/// due.</param>
/// <param name="Part">For a record, the part of playlists that was published; for the partitions, the one whose days
/// they are; null otherwise.</param>
/// <param name="Year">For a record, the part of plays that was published; null otherwise. A record of neither is that
/// of the maintenance.</param>
/// <param name="Started">For a plan, the time at which the execution started; null if it may wait for ever.</param>
public sealed record PublicationEvent(
    [property: JsonPropertyName("step")] string Step,
    [property: JsonPropertyName("execution")] string Execution,
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("lease_seconds")] int LeaseSeconds = 0,
    [property: JsonPropertyName("request")] string? Request = null,
    [property: JsonPropertyName("part")] PublicationPart? Part = null,
    [property: JsonPropertyName("year")] PublicationYear? Year = null,
    [property: JsonPropertyName("started")] DateTimeOffset? Started = null)
{
    /// <summary>Decides whether to wait, and which days and months of plays are due; takes the lease.</summary>
    public const string Plan = "plan";

    /// <summary>Records a part that the analytics tables now hold, or the maintenance of the tables.</summary>
    public const string Record = "record";

    /// <summary>Tells the partitions of a part's days, and renews the lease.</summary>
    public const string Partitions = "partitions";

    public const string Release = "release";

    /// <summary>Forgets which days and months the analytics tables hold, so that all are due. A person asks for
    /// it.</summary>
    public const string Forget = "forget";

    /// <summary>Records that the analytics tables were emptied, so that all that the tables have is due; renews the
    /// lease.</summary>
    public const string Erased = "erased";

    /// <exception cref="ArgumentException">A time is out of range, or a value is missing.</exception>
    internal void Check()
    {
        GivenTime.Require(At, "at");
        GivenTime.Require(Started, "started");
        if (string.IsNullOrEmpty(Execution))
        {
            throw new ArgumentException("The event has no 'execution', the name of who holds the lease.");
        }

        if (Request?.StartsWith(PublicationRequest.Prefix, StringComparison.Ordinal) == false)
        {
            throw new ArgumentException(
                $"The event's 'request' is '{Request}'. It accepts a key below {PublicationRequest.Prefix}.");
        }

        if (Part is not null && Part.Days?.Values.Contains(null) != false)
        {
            throw new ArgumentException("The event's 'part' has no 'days' with a fingerprint each.");
        }

        if (Year is not null && Year.Months?.Values.Contains(null) != false)
        {
            throw new ArgumentException("The event's 'year' has no 'months' with a fingerprint each.");
        }
    }
}
