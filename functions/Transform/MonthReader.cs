using System.Security.Cryptography;
using Functions.Transform.Json;
using Functions.Transform.Plays;

namespace Functions.Transform;

/// <summary>Reads the plays of one month, or of a part of it, from its manifests: records of exports, and plays of the
/// API. Every object is checked against its manifest.</summary>
/// <param name="from">The first end of a play that counts: milliseconds since 1970-01-01, UTC.</param>
/// <param name="to">The end of these ends.</param>
/// <param name="rejected">Gets the records that cannot be read; null to ignore them.</param>
internal sealed class MonthReader(
    IAmazonS3 s3,
    string bucket,
    PlayedMonth month,
    PlayTexts texts,
    long from,
    long to,
    RejectedRecords? rejected) : IEntrySink
{
    /// <summary>The first end of a play of the API that is kept.</summary>
    public required long FirstOfApi { get; init; }

    private readonly RawObjects _raw = new(s3, bucket, $"The month {month} of plays is not written");
    private readonly List<Play> _exports = [];
    private readonly List<Play> _api = [];
    private string _page = "";
    private int _position;

    /// <exception cref="SnapshotRefusedException">An object is missing or damaged, which no later attempt
    /// changes.</exception>
    public async Task<MonthPlays> ReadAsync(IReadOnlyList<string> manifests, CancellationToken cancellationToken)
    {
        var imports = new List<(string Key, ImportManifest Manifest)>();
        var pages = new List<PlaysPage>();
        await using (var opened = new RawPagePrefetcher<string>(
            manifests, _raw.OpenManifestAsync, cancellationToken))
        {
            foreach (var key in manifests)
            {
                using var response = await opened.NextAsync();
                if (key.StartsWith(ImportZone.Prefix, StringComparison.Ordinal))
                {
                    var manifest = await _raw.ReadManifestAsync(
                        key, response, ImportManifest.Parse, cancellationToken);
                    RequireMonth(key, manifest.Month);
                    imports.Add((key[..^RawSnapshot.ManifestName.Length] + ImportZone.RecordsName, manifest));
                }
                else
                {
                    var manifest = await _raw.ReadManifestAsync(
                        key, response, PlaysManifest.Parse, cancellationToken);
                    RequireMonth(key, manifest.Month);
                    pages.Add(manifest.Page.Key.StartsWith(PlaysZone.Prefix, StringComparison.Ordinal)
                        ? manifest.Page
                        : throw _raw.Refused(key, $"the manifest refers to {manifest.Page.Key}"));
                }
            }
        }

        var record = new StrippedRecord(texts);
        foreach (var (key, manifest) in imports)
        {
            await ReadImportAsync(record, manifest, key, cancellationToken);
        }

        await ReadPagesAsync(pages, cancellationToken);
        return new MonthPlays(
            PlayDuplicates.RemoveFromExports(_exports, texts), PlayDuplicates.RemoveFromApi(_api, texts));
    }

    public void Add(PlaylistEntry entry, EntryText text)
    {
        var given = text[entry.PlayedAt];
        if (given.IsEmpty || !PlayTime.TryParse(given, out var end))
        {
            Reject(given.IsEmpty ? "it has no played_at" : "its played_at is not a time", text.Entry);
            return;
        }

        _position++;
        if (!Counts(end) || end < FirstOfApi)
        {
            return;
        }

        var item = entry.Item;
        var artist = item?.FirstArtist ?? default;
        _api.Add(new Play
        {
            Source = PlaySource.Api,
            End = end,
            PlayedAt = texts.Add(given),
            Kind = EntryKind.From(entry, text),
            SongId = texts.Add(text[item?.Id ?? default]),
            Song = texts.Add(text[item?.Name ?? default]),
            Artist = texts.Add(text[artist.Name]),
            Album = texts.Add(text[item?.Album?.Name ?? default]),
            Isrc = texts.Add(text[item?.Isrc ?? default]),
            AlbumId = texts.Add(text[item?.Album?.Id ?? default]),
            ArtistId = texts.Add(text[artist.Id]),
            DurationMs = item?.DurationMs,
            ContextType = texts.Add(text[entry.ContextType]),
            ContextUri = texts.Add(text[entry.ContextUri]),
        });
    }

    public void Reject(string reason, ReadOnlySpan<byte> record) =>
        rejected?.Add(_page, _position++, reason, record);

    private bool Counts(long end) => end >= from && end < to;

    private void RequireMonth(string key, string named)
    {
        if (named != month.ToString())
        {
            throw _raw.Refused(key, $"the manifest is of the month {named}");
        }
    }

    private async Task ReadImportAsync(
        StrippedRecord record, ImportManifest manifest, string key, CancellationToken cancellationToken)
    {
        (_page, _position) = (key, 0);
        if (manifest.Bytes is < 0 or > StoredObjects.MaxTable)
        {
            throw _raw.Refused(key, FormattableString.Invariant($"the manifest lists {manifest.Bytes} bytes"));
        }

        using var response = await _raw.OpenAsync(key, cancellationToken);
        // One byte more shows that there are too many.
        var buffer = ArrayPool<byte>.Shared.Rent((int)manifest.Bytes + 1);
        try
        {
            var bytes = buffer.AsMemory(0, (int)manifest.Bytes + 1);
            var read = await ReadAsync(response.ResponseStream, bytes, cancellationToken);
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span[..read]));
            _raw.RequireHash(key, "it has", read, sha256, manifest.Bytes, manifest.Sha256);
            ReadLines(record, bytes.Span[..read]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (_position != manifest.Records)
        {
            throw _raw.Refused(key, FormattableString.Invariant(
                $"it has {_position} records, but the manifest lists {manifest.Records}"));
        }
    }

    private async Task<int> ReadAsync(Stream stream, Memory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (IOException e)
        {
            throw _raw.CutShort(_page, e);
        }
    }

    private void ReadLines(StrippedRecord record, ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            lines = lines[(end < 0 ? line.Length : end + 1)..];
            if (record.Read(line, out var reason, out var isJson) is not { } play)
            {
                rejected?.Add(_page, _position, reason, isJson ? line : []);
            }
            else if (Counts(play.End))
            {
                _exports.Add(play);
            }
            else
            {
                rejected?.Add(_page, _position, $"its end is not in the month {month}", line);
            }

            _position++;
        }
    }

    private async Task ReadPagesAsync(List<PlaysPage> pages, CancellationToken cancellationToken)
    {
        using var reader = new RawPageReader();
        await using var opened = new RawPagePrefetcher<PlaysPage>(
            pages, (page, cancelled) => _raw.OpenAsync(page.Key, cancelled), cancellationToken);
        foreach (var page in pages)
        {
            using var response = await opened.NextAsync();
            (_page, _position) = (page.Key, 0);
            await _raw.ReadPageAsync(
                reader,
                page.Key,
                response.ResponseStream,
                this,
                (page.Bytes, page.Sha256, page.Items),
                cancellationToken);
        }
    }
}

/// <summary>The plays of a month, or of a part of it, each once and in their order.</summary>
internal sealed record MonthPlays(List<Play> Exports, List<Play> Api)
{
    public bool IsEmpty => Exports.Count == 0 && Api.Count == 0;

    /// <summary>The plays that ended in a time.</summary>
    public MonthPlays Between(long from, long to) => new(
        [.. Exports.Where(play => play.End >= from && play.End < to)],
        [.. Api.Where(play => play.End >= from && play.End < to)]);
}
