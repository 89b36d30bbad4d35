namespace Tests.Support;

/// <summary>The entries of a capture, in each of the shapes in which people store Spotify's answers.</summary>
internal static class CaptureEntries
{
    public static IReadOnlyList<string> Parse(byte[] capture)
    {
        using var document = JsonDocument.Parse(capture);
        return [.. Find(document.RootElement).Select(entry => entry.GetRawText())];
    }

    private static IEnumerable<JsonElement> Find(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            return json.EnumerateArray().SelectMany(element => IsPlaylist(element) ? Find(element) : [element]);
        }

        foreach (var name in (ReadOnlySpan<string>)["items", "tracks"])
        {
            if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var inner))
            {
                return Find(inner);
            }
        }

        return [];
    }

    private static bool IsPlaylist(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && (json.TryGetProperty("tracks", out _) || json.TryGetProperty("items", out _));
}
