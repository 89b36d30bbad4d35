using Functions.Lake;

namespace Twin.Cli.Reports;

/// <param name="Position">The position in the playlist, from 0.</param>
internal sealed record RejectedEntry(string Object, int Position, string Reason)
{
    public static ImmutableArray<RejectedEntry> Read(string folder, int most)
    {
        var buckets = OutputFolder.BucketsOf(folder);
        return !Directory.Exists(buckets)
            ? []
            :
            [
                .. Directory.EnumerateDirectories(buckets)
                    .Select(bucket => (bucket, zone: Path.Combine(bucket, RejectedZone.Prefix.TrimEnd('/'))))
                    .Where(found => Directory.Exists(found.zone))
                    .SelectMany(found => Directory.EnumerateFiles(found.zone, "*.jsonl", SearchOption.AllDirectories)
                        .Order(StringComparer.Ordinal)
                        .SelectMany(file => Lines(file, Path.GetRelativePath(found.bucket, file).Replace('\\', '/'))))
                    .Take(most),
            ];
    }

    private static IEnumerable<RejectedEntry> Lines(string file, string key)
    {
        foreach (var line in File.ReadLines(file))
        {
            if (Parse(line, key) is { } entry)
            {
                yield return entry;
            }
        }
    }

    private static RejectedEntry? Parse(string line, string key)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return new RejectedEntry(
                key,
                json.RootElement.GetProperty("position").GetInt32(),
                json.RootElement.GetProperty("reason").GetString() ?? "");
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            return null;
        }
    }
}
