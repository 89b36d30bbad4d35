namespace Functions.Forget;

/// <summary>The records of an import, a line of JSON each.</summary>
internal static class ExportLines
{
    /// <returns>The records without some plays, in their order; null if they have none of them.</returns>
    public static byte[]? Without(byte[] records, Subject.Plays plays)
    {
        var kept = new ArrayBufferWriter<byte>(records.Length);
        var rest = records.AsSpan();
        while (rest.Length > 0)
        {
            var length = rest.IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : rest.Length;
            if (!IsOf(rest[..length], plays))
            {
                kept.Write(rest[..length]);
            }

            rest = rest[length..];
        }

        return kept.WrittenCount == records.Length ? null : kept.WrittenSpan.ToArray();
    }

    private static bool IsOf(ReadOnlySpan<byte> line, Subject.Plays plays)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            var record = JsonElement.ParseValue(ref reader);
            return TimeOf(record) is { } time && plays.Has(time);
        }
        catch (JsonException)
        {
            // The table has none of it, and the rejected records name a line without a time.
            return plays.IsIn(line);
        }
    }

    /// <summary>The time of a play of an export or of the API; null if it has none that can be read.</summary>
    public static DateTimeOffset? TimeOf(JsonElement record) =>
        TimeOf(record, ExportFields.Ts) ?? TimeOf(record, ExportFields.EndTime) ?? TimeOf(record, "played_at");

    private static DateTimeOffset? TimeOf(JsonElement record, string field)
    {
        try
        {
            return record.ValueKind == JsonValueKind.Object
                && record.TryGetProperty(field, out var value)
                && value.ValueKind == JsonValueKind.String
                && DateTimeOffset.TryParse(
                    value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                    ? time
                    : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text.
            return null;
        }
    }
}
