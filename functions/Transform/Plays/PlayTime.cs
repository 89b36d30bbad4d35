namespace Functions.Transform.Plays;

/// <summary>The times of plays as Spotify writes them.</summary>
internal static class PlayTime
{
    // A point and its digits may be absent.
    private const string Exact = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private const string ToTheMinute = "yyyy-MM-dd HH:mm";
    private const int MaxLength = 28;

    /// <summary>Reads a time like <c>2020-04-11T00:27:53Z</c>, with or without a fraction.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long milliseconds) =>
        TryParse(text, Exact, out milliseconds);

    /// <summary>Reads a time of the small export, <c>2022-12-05 16:52</c>.</summary>
    public static bool TryParseMinute(ReadOnlySpan<byte> text, out long milliseconds) =>
        TryParse(text, ToTheMinute, out milliseconds);

    public static long StartOf(PlayedMonth month) => StartOf(month.FirstDay);

    public static long StartOf(DateOnly day) =>
        new DateTimeOffset(day, default, default).ToUnixTimeMilliseconds();

    private static bool TryParse(ReadOnlySpan<byte> text, string format, out long milliseconds)
    {
        milliseconds = 0;
        Span<char> characters = stackalloc char[MaxLength];
        if (text.Length > MaxLength || !Encoding.UTF8.TryGetChars(text, characters, out var length))
        {
            return false;
        }

        var isTime = DateTimeOffset.TryParseExact(
            characters[..length], format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        milliseconds = time.ToUnixTimeMilliseconds();
        return isTime;
    }
}
