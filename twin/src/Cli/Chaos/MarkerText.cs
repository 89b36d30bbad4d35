using Functions.Lake;

namespace Twin.Cli.Chaos;

/// <summary>The text of a file of the processed zone: of a marker, without versions and times, which may
/// differ.</summary>
internal static class MarkerText
{
    private static readonly ImmutableArray<string> Varying = ["code_version", "extracted_at"];

    public static string Of(string key, string text)
    {
        var isOfPlays = key.StartsWith(PlaysMarker.Prefix, StringComparison.Ordinal);
        if (!isOfPlays && !key.StartsWith(SnapshotMarker.Prefix, StringComparison.Ordinal))
        {
            return text;
        }

        var marker = JsonNode.Parse(text)!.AsObject();
        foreach (var name in Varying)
        {
            marker.Remove(name);
        }

        if (isOfPlays)
        {
            // The names of pages of plays have the times at which they were read.
            marker.Remove("manifests");
        }

        return marker.ToJsonString();
    }
}
