using System.Globalization;
using System.Text.Json;

namespace Twin.Cli.Operations;

internal static class AwsJson
{
    public static string? Text(this JsonElement answer, string name) =>
        answer.Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static IEnumerable<JsonElement> Array(this JsonElement answer, string name) =>
        answer.Find(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <remarks>
    /// The CLI's setting <c>cli_timestamp_format</c> decides between ISO 8601 and seconds since 1970.
    /// </remarks>
    public static DateTimeOffset? Time(this JsonElement answer, string name) => answer.Find(name) switch
    {
        { ValueKind: JsonValueKind.String } text => DateTimeOffset.Parse(
            text.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        { ValueKind: JsonValueKind.Number } seconds => DateTimeOffset.UnixEpoch.AddSeconds(seconds.GetDouble()),
        _ => null,
    };

    public static JsonElement? Find(this JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) ? value : null;
}
