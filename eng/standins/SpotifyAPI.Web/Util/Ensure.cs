namespace SpotifyAPI.Web;

internal static class Ensure
{
    public static void ArgumentNotNull(object? value, string name)
    {
        if (value is null)
        {
            throw new ArgumentNullException(name);
        }
    }

    public static void ArgumentNotNullOrEmptyString(string? value, string name)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException("String is empty or null", name);
        }
    }
}
