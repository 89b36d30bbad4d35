using System.Collections.Concurrent;
using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Functions.Lake;

namespace Twin.Host.History;

/// <summary>The import of a stripped export into the raw bucket, the same for the twin and for a deployed stack: each
/// month's records, then its manifest, and at last a request to publish them.</summary>
/// <param name="s3">The client, with the credentials of the declared import role.</param>
/// <param name="bucket">The raw bucket.</param>
public sealed class ExportImport(IAmazonS3 s3, string bucket)
{
    /// <summary>The name of the role's session, which stands in the account's trails.</summary>
    public const string SessionName = "spotify-import";

    /// <summary>The words of a timeline about an import whose last manifest is written.</summary>
    public const string Milestone = "imported as";

    private const int MonthsAtOnce = 4;
    private const int MaxAttempts = 3;
    private const string Json = "application/json";

    /// <summary>Writes what is not there yet. The same export imported again writes only another request.</summary>
    /// <returns>The months in order.</returns>
    /// <exception cref="RunFailedException">S3 refuses an object, or cannot be reached.</exception>
    public async Task<ImmutableArray<ImportedMonth>> RunAsync(
        StrippedExport export, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var imported = new ConcurrentBag<ImportedMonth>();
        await Parallel.ForEachAsync(
            export.Months,
            new ParallelOptions { MaxDegreeOfParallelism = MonthsAtOnce, CancellationToken = cancellationToken },
            async (month, cancellation) => imported.Add(await ImportAsync(export.Read(month), cancellation)));
        var months = imported.OrderBy(month => month.Month.FirstDay).ToImmutableArray();

        // Its name has the second: another import may have asked in the same one.
        ImmutableArray<string> manifests = [.. months.Select(month => month.Manifest)];
        for (var time = now; ; time = time.AddSeconds(1))
        {
            var request = PublicationRequest.Create(PublicationRequest.Import, time, extractedAt: null, manifests);
            if (await TryPutAsync(request.Key, request.ToUtf8(), Json, cancellationToken))
            {
                return months;
            }
        }
    }

    private async Task<ImportedMonth> ImportAsync(StrippedMonth month, CancellationToken cancellationToken)
    {
        await TryPutAsync(
            month.Folder + ImportZone.RecordsName,
            month.Records,
            ImportZone.RecordsType,
            cancellationToken,
            Convert.ToBase64String(Convert.FromHexString(month.Manifest.Sha256)));
        var manifest = month.Folder + RawSnapshot.ManifestName;
        var isNew = await TryPutAsync(manifest, month.Manifest.ToUtf8(), Json, cancellationToken);
        return new ImportedMonth(month.Month, month.Manifest.Records, manifest, isNew);
    }

    /// <param name="sha256">The hash of the content, base64; null: the SDK computes a checksum of its own.</param>
    /// <returns>False if the object is there already.</returns>
    private async Task<bool> TryPutAsync(
        string key, byte[] content, string contentType, CancellationToken cancellationToken, string? sha256 = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var body = new MemoryStream(content, writable: false);
                await s3.PutObjectAsync(
                    new PutObjectRequest
                    {
                        BucketName = bucket,
                        Key = key,
                        InputStream = body,
                        AutoCloseStream = false,
                        ContentType = contentType,
                        ChecksumSHA256 = sha256,
                        IfNoneMatch = "*",
                    },
                    cancellationToken);
                return true;
            }
            catch (AmazonS3Exception there) when (there.StatusCode == HttpStatusCode.PreconditionFailed)
            {
                return false;
            }
            catch (AmazonS3Exception conflict)
                when (conflict.StatusCode == HttpStatusCode.Conflict && attempt < MaxAttempts)
            {
                // Somebody else writes the same object at this moment: the next attempt shows who was first.
            }
            catch (Exception refused) when (refused
                is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
            {
                throw new RunFailedException(
                    $"s3://{bucket}/{key} could not be written: {refused.Message} "
                    + "What is written stays: import again to go on.");
            }
        }
    }
}

/// <param name="Manifest">The key of its manifest.</param>
/// <param name="IsNew">False if the same records were there already.</param>
public sealed record ImportedMonth(PlayedMonth Month, int Records, string Manifest, bool IsNew);
