using System.Globalization;

namespace Functions.Lake;

/// <summary>The key of one playlist's object of one day, below a prefix of the processed bucket.</summary>
internal static class PartitionKey
{
    /// <summary>The key <c>&lt;prefix&gt;snapshot_date=…/&lt;playlist id&gt;.&lt;extension&gt;</c>.</summary>
    public static string Format(string prefix, DateOnly date, string playlistId, string extension)
    {
        var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{prefix}{Table.PartitionColumn}={day}/{playlistId}.{extension}";
    }
}
