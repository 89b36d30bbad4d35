using Functions.Repair;

namespace Functions.Forget;

/// <summary>The rows of tables, and the rejected records, that have a subject, in a column or field that is about it:
/// its id may be a word of any name too.</summary>
internal static class SubjectRows
{
    /// <param name="key">The key of the table's file, or of the rejected records.</param>
    public static bool AreIn(byte[] bytes, string key, Subject subject)
    {
        // Most have not, and need not be read.
        if (!subject.IsIn(bytes))
        {
            return false;
        }

        try
        {
            return key.StartsWith(RejectedZone.Prefix, StringComparison.Ordinal)
                ? Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Any(line => IsRejected(line, subject))
                : TableRows.Read(bytes, key.EndsWith("." + TableFormat.Csv.Name, StringComparison.Ordinal))
                    .Any(row => IsIn(row, subject));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            // It is made again, and then can be read.
            return true;
        }
    }

    private static bool IsIn(Row row, Subject subject) => subject is Subject.Plays plays
        ? DateTimeOffset.TryParse(
            row["played_at"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && plays.Has(time)
        : subject.Has(row["context_uri"])
            || (subject is Subject.User
                && (subject.Names.Contains(row["owner_id"] ?? "") || subject.Names.Contains(row["added_by"] ?? "")));

    private static bool IsRejected(string line, Subject subject)
    {
        if (subject is not Subject.Plays plays)
        {
            return new CleanedPage(subject).Clean(Encoding.UTF8.GetBytes(line)) is not null;
        }

        using var json = JsonDocument.Parse(line);
        return ExportLines.TimeOf(json.RootElement.GetProperty("record")) is { } time && plays.Has(time);
    }
}
