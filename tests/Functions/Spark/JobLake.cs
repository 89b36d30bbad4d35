using System.Text.RegularExpressions;

namespace Tests.Functions.Spark;

/// <summary>Raw objects from which the functions and the job of <c>functions/spark</c> make the same files.</summary>
internal sealed partial class JobLake(MemoryS3 s3)
{
    private const string Raw = TransformedSnapshot.Raw;
    private const string Processed = TransformedSnapshot.Processed;

    public MemoryS3 S3 { get; } = s3;

    /// <summary>Stores a playlist of one day, which has the given endpoint.</summary>
    /// <param name="pages">The pages, each with the number of its entries.</param>
    /// <param name="write">The bytes that are stored of the manifest; null for its own.</param>
    public void Store(
        string playlistId,
        string endpoint,
        IEnumerable<(byte[] Bytes, int Entries)> pages,
        Func<byte[], byte[]>? write = null)
    {
        var snapshot = new RawSnapshot(playlistId, new DateOnly(2026, 11, 21), RawSnapshot.HashOf(playlistId));
        var listed = new List<ManifestPage>();
        foreach (var (bytes, entries) in pages)
        {
            S3[Raw, snapshot.Page(listed.Count)] = bytes;
            listed.Add(ManifestPage.Of(listed.Count, listed.Sum(page => page.Items), entries, bytes));
        }

        var manifest = new SnapshotManifest(
            SnapshotManifest.CurrentSchema,
            new ManifestPlaylist(playlistId, "Liste «ü» \n+\ud83c\udfb5", null, "s/1+=", listed.Sum(page => page.Items)),
            "2026-11-21T06:00:00Z",
            snapshot.Date,
            endpoint,
            "https://api.spotify.com/v1/",
            "1.0.0",
            listed).ToUtf8();
        S3[Raw, snapshot.Manifest] = write?.Invoke(manifest) ?? manifest;
    }

    /// <summary>Stores an import: lines of any bytes.</summary>
    public void StoreImport(string month, byte[] records)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(records));
        var folder = ImportZone.FolderOf(PlayedMonth.Parse(month), hash);
        S3[Raw, folder + ImportZone.RecordsName] = records;
        S3[Raw, folder + RawSnapshot.ManifestName] = new ImportManifest(
            ImportManifest.CurrentSchema, month, records.Count(b => b == '\n'), records.Length, hash).ToUtf8();
    }

    /// <summary>Stores a page of plays, and a manifest of it for each month.</summary>
    public void StorePlays(DateTimeOffset firedAt, string[] months, byte[] page, int plays)
    {
        var key = PlaysZone.FolderOf(PlayedMonth.Parse(months[0]), firedAt) + RawSnapshot.PageName(0);
        S3[Raw, key] = page;
        foreach (var month in months)
        {
            S3[Raw, PlaysZone.FolderOf(PlayedMonth.Parse(month), firedAt) + RawSnapshot.ManifestName] =
                new PlaysManifest(
                    PlaysManifest.CurrentSchema,
                    month,
                    $"{firedAt:s}Z",
                    "https://api.spotify.com/v1/",
                    "1.0.0",
                    new PlaysPage(key, plays, page.Length, Convert.ToHexStringLower(SHA256.HashData(page)))).ToUtf8();
        }
    }

    public static InstalledProgram Python() => InstalledProgram.Require("python3");

    /// <summary>Runs the function and the job over all raw objects, and compares each file that they write.</summary>
    /// <param name="keptFrom">The first day whose plays of the API are kept; null for all.</param>
    /// <returns>The number of manifests that both refuse.</returns>
    public async Task<int> CompareAsync(
        TestFolder folder, TableFormat format, StoredUsers users, string title, DateOnly? keptFrom = null)
    {
        const int days = 30;
        var now = keptFrom?.AddDays(days).ToDateTime(new TimeOnly(6, 0), DateTimeKind.Utc);
        var handler = now is { } today
            ? new TransformedSnapshot
            {
                S3 = S3,
                Format = format,
                Users = users,
                TableRetention = new KeptDays(days),
                Time = new JumpingTime(today, TimeSpan.FromHours(1)),
            }
            : new TransformedSnapshot { S3 = S3, Format = format, Users = users };
        // The twin's key for this stack.
        handler.Parameters.Values[TransformedSnapshot.UsersKey] =
            Convert.ToHexStringLower(SHA256.HashData("users-key of test"u8));
        var refused = await TransformAsync(handler);
        foreach (var key in S3.KeysOf(Raw))
        {
            folder.Write("raw/" + key, S3[Raw, key]);
        }

        var (_, errors) = await Python().RunAsync(
            [
                "-B",
                Path.Combine(PulumiProject.Folder, "functions", "spark", "tables.py"),
                Path.Combine(folder.Root, "raw"),
                Path.Combine(folder.Root, format.Name),
                "--format",
                format.Name,
                "--users",
                users.Name,
                "--stack",
                "test",
                .. now is null
                    ? []
                    : (string[])["--table-days", FormattableString.Invariant($"{days}"), "--now", $"{now:O}"],
            ],
            "",
            [],
            refused.Count > 0 ? 1 : 0);
        var files = Directory.EnumerateFiles(Path.Combine(folder.Root, format.Name), "*", SearchOption.AllDirectories)
            .ToDictionary(
                file => Path.GetRelativePath(Path.Combine(folder.Root, format.Name), file).Replace('\\', '/'),
                File.ReadAllBytes,
                StringComparer.Ordinal);
        Assert.Equal(S3.KeysOf(Processed), files.Keys.Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.True(
            Comparable(S3[Processed, file.Key]) == Comparable(file.Value), $"{title}: {file.Key} differs"));
        var alsoRefused = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(
            refused.Count == alsoRefused.Length,
            $"{title}: the function refuses {refused.Count} and the job {alsoRefused.Length}:\n"
            + string.Join('\n', refused.Concat(alsoRefused).Order(StringComparer.Ordinal)));
        Assert.Equal(FaultyPages(refused), FaultyPages(alsoRefused));
        return refused.Count;
    }

    // Without them, a page that should be refused would be for another number of entries than its manifest lists.
    private static IEnumerable<string> FaultyPages(IEnumerable<string> refusals) => refusals
        .Where(refusal => refusal.Contains(": the page cannot be read: ", StringComparison.Ordinal))
        .Select(refusal => refusal.Replace($"s3://{Raw}/", "", StringComparison.Ordinal).Split(": ")[0])
        .Order(StringComparer.Ordinal);

    private async Task<IReadOnlyList<string>> TransformAsync(TransformedSnapshot handler)
    {
        var manifests = S3.KeysOf(Raw)
            .Where(key => key.EndsWith(RawSnapshot.ManifestName, StringComparison.Ordinal));
        try
        {
            await handler.RunAsync(TransformedSnapshot.EventOf(manifests));
            return [];
        }
        catch (SnapshotRefusedException refused)
        {
            return [refused.Message];
        }
        catch (AggregateException failures)
        {
            Assert.All(failures.InnerExceptions, failure => Assert.IsType<SnapshotRefusedException>(failure));
            return [.. failures.InnerExceptions.Select(failure => failure.Message)];
        }
    }

    /// <summary>The bytes as text, without the versions that markers name.</summary>
    private static string Comparable(byte[] bytes) => CodeVersion().Replace(Encoding.Latin1.GetString(bytes), "");

    [GeneratedRegex("(?<=^  \"code_version\": \")[0-9a-f]{12}", RegexOptions.Multiline)]
    private static partial Regex CodeVersion();
}
