using System.Security.Cryptography;
using Functions.Publish;

namespace Functions.Forget;

/// <summary>The records in the raw bucket.</summary>
internal sealed class ForgetRecords(IAmazonS3 s3, string bucket, TimeProvider time)
{
    private readonly RawStore _store = new(s3, bucket);

    /// <summary>The open record of a subject; null if there is none.</summary>
    public async Task<OpenRecord?> FindAsync(Subject subject, CancellationToken cancellationToken)
    {
        await foreach (var found in ObjectVersions.ListAsync(s3, bucket, StateZone.Forgotten, cancellationToken))
        {
            if (await _store.FindAsync(found.Key, cancellationToken) is { } stored
                && Parse(stored.Bytes) is { FinishedAt: null } record
                && record.Kind == subject.Kind
                && record.Subject == subject.HashOf(record.Salt))
            {
                return new OpenRecord(found.Key, record);
            }
        }

        return null;
    }

    public async Task<OpenRecord> OpenAsync(Subject subject, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var salt = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var key = string.Create(
            CultureInfo.InvariantCulture, $"{StateZone.Forgotten}{now:yyyyMMdd-HHmmss}-{salt[..8]}.json");
        var open = new OpenRecord(key, new ForgetRecord(
            ForgetRecord.CurrentSchema, subject.Kind, salt, subject.HashOf(salt), now, new Dictionary<string, int>()));
        await PutAsync(open, cancellationToken);
        return open;
    }

    /// <summary>Notes that something changes from now on: what the analytics tables were made from is out of
    /// date.</summary>
    public async Task<OpenRecord> BeginAsync(OpenRecord open, CancellationToken cancellationToken)
    {
        var begun = open with { Record = open.Record with { Request = null } };
        if (begun != open)
        {
            await PutAsync(begun, cancellationToken);
        }

        return begun;
    }

    public async Task AddAsync(
        OpenRecord open, IReadOnlyDictionary<string, int> removed, CancellationToken cancellationToken)
    {
        if (removed.Count > 0)
        {
            await PutAsync(
                open with
                {
                    Record = open.Record with { Removed = ForgetReport.Sum(open.Record.Removed, removed) },
                },
                cancellationToken);
        }
    }

    /// <summary>Requests that the analytics tables are made again, unless that was done since.</summary>
    public async Task RequestErasureAsync(OpenRecord open, CancellationToken cancellationToken)
    {
        if (await IsErasedAsync(open, cancellationToken))
        {
            return;
        }

        var request = PublicationRequest.Create(PublicationRequest.Forget, time.GetUtcNow(), null, []);
        await PutAsync(open with { Record = open.Record with { Request = request.Key } }, cancellationToken);
        await _store.TryPutAsync(request.Key, request.ToUtf8(), cancellationToken);
    }

    /// <returns>False if the analytics tables were not made again since.</returns>
    public async Task<bool> CloseAsync(OpenRecord open, CancellationToken cancellationToken)
    {
        if (!await IsErasedAsync(open, cancellationToken))
        {
            return false;
        }

        await PutAsync(
            open with { Record = open.Record with { FinishedAt = time.GetUtcNow() } }, cancellationToken);
        return true;
    }

    /// <summary>Determines whether the analytics tables were emptied since something was removed.</summary>
    public async Task<bool> IsErasedAsync(OpenRecord open, CancellationToken cancellationToken)
    {
        await foreach (var found in ObjectVersions.ListAsync(s3, bucket, StateZone.Publication, cancellationToken))
        {
            if (found.Current is not null
                && open.Record.Request is { } request
                && await _store.FindAsync(found.Key, cancellationToken) is { } state)
            {
                return PublicationState.Parse(state.Bytes).IsErasedFor(request);
            }
        }

        return false;
    }

    private Task PutAsync(OpenRecord open, CancellationToken cancellationToken) => _store.PutAsync(
        open.Key,
        JsonSerializer.SerializeToUtf8Bytes(open.Record, ForgetJson.Default.ForgetRecord),
        cancellationToken);

    private static ForgetRecord? Parse(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, ForgetJson.Default.ForgetRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Key">The record's key.</param>
internal sealed record OpenRecord(string Key, ForgetRecord Record);
