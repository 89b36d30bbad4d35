using System.Runtime.CompilerServices;
using Amazon.S3.Model;

namespace Functions.Forget;

/// <summary>All versions of one object, the latest first, without delete markers.</summary>
/// <param name="IsHidden">True if a delete marker is the latest.</param>
/// <param name="Markers">The version ids of its delete markers.</param>
internal sealed record ObjectVersions(
    string Bucket, string Key, IReadOnlyList<string> Versions, bool IsHidden, IReadOnlyList<string> Markers)
{
    /// <summary>The version that a reader gets; null if there is none.</summary>
    public string? Current => IsHidden || Versions.Count == 0 ? null : Versions[0];

    /// <summary>The objects below a prefix, in the order of their keys.</summary>
    /// <param name="after">The key after which they begin; null for all.</param>
    public static async IAsyncEnumerable<ObjectVersions> ListAsync(
        IAmazonS3 s3,
        string bucket,
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        string? after = null)
    {
        var request = new ListVersionsRequest { BucketName = bucket, Prefix = prefix, KeyMarker = after };
        var ofKey = new List<S3ObjectVersion>();
        bool more;
        do
        {
            ListVersionsResponse page;
            try
            {
                page = await s3.ListVersionsAsync(request, cancellationToken);
            }
            catch (AmazonS3Exception e)
            {
                throw S3Errors.Create(bucket, prefix, "listed", e);
            }

            foreach (var version in page.Versions ?? [])
            {
                if (ofKey.Count > 0 && ofKey[0].Key != version.Key)
                {
                    yield return Of(bucket, ofKey);
                    ofKey.Clear();
                }

                ofKey.Add(version);
            }

            more = page.IsTruncated == true;
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        }
        while (more);
        if (ofKey.Count > 0)
        {
            yield return Of(bucket, ofKey);
        }
    }

    private static ObjectVersions Of(string bucket, List<S3ObjectVersion> versions) => new(
        bucket,
        versions[0].Key,
        [.. versions.Where(version => version.IsDeleteMarker != true).Select(version => version.VersionId)],
        versions.Exists(version => version is { IsDeleteMarker: true, IsLatest: true }),
        [.. versions.Where(version => version.IsDeleteMarker == true).Select(version => version.VersionId)]);
}
