namespace Functions.Hosting;

/// <summary>Times and days of an event that somebody wrote by hand. Beyond these years, times and keys that follow from
/// one are not representable.</summary>
internal static class GivenTime
{
    /// <exception cref="ArgumentException">The time is out of range; the message has its name.</exception>
    public static void Require(DateTimeOffset? time, string name)
    {
        if (time is { UtcDateTime.Year: < 2000 or > 2999 })
        {
            throw Refused(name, time.Value.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    /// <exception cref="ArgumentException">The day is out of range; the message has its name.</exception>
    public static void Require(DateOnly? day, string name)
    {
        if (day is { Year: < 2000 or > 2999 })
        {
            throw Refused(name, day.Value.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    private static ArgumentException Refused(string name, string value) =>
        new($"The event's '{name}' is {value}. It accepts the years 2000 to 2999.");
}
