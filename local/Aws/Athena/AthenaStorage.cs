using System.Text;
using Local.Aws.Glue;
using Local.Aws.Iam;
using Local.Aws.S3;

namespace Local.Aws.Athena;

/// <summary>
/// Athena's access to buckets. Athena reads and writes as the caller who runs a query ("Access to Amazon S3" in its
/// guide).
/// </summary>
public sealed class AthenaStorage(BucketStore store, S3Access access, Caller caller)
{
    private const string Service = "athena.amazonaws.com";

    /// <summary>Checks that the files of a table can be read.</summary>
    /// <exception cref="AthenaException">They cannot be read; the message has Athena's and S3's words.</exception>
    public void ExpectReadable(CatalogTable table)
    {
        var folder = S3Folder.Parse(table.Location);
        try
        {
            access.ExpectBucket(caller, "s3:ListBucket", folder.Bucket, Context().With("s3:prefix", folder.Prefix));
            foreach (var stored in store.Get(folder.Bucket).Objects.Values
                .Where(stored => stored.Key.StartsWith(folder.Prefix, StringComparison.Ordinal) && !stored.IsArchived))
            {
                access.ExpectObject(caller, "s3:GetObject", folder.Bucket, stored.Key, Context());
                access.ExpectDecryption(caller, stored.Encryption, folder.Bucket, stored.Key);
            }
        }
        catch (S3Exception refused)
        {
            throw Denied(table.Location, refused);
        }
    }

    /// <summary>Writes a result.</summary>
    /// <param name="location">The work group's result location: <c>s3://bucket/prefix/</c>.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="csv">The file's content.</param>
    /// <param name="encryption">The work group's encryption; null for the bucket's default.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <exception cref="AthenaException">S3 refuses it.</exception>
    public async Task WriteAsync(
        string location, string name, string csv, ObjectEncryption? encryption, CancellationToken cancellationToken)
    {
        var folder = S3Folder.Parse(location);
        var key = folder.Prefix + name;
        try
        {
            var bucket = store.Get(folder.Bucket);
            var named = encryption;
            encryption ??= bucket.Settings.Encryption;
            if (encryption.Key is { } keyName)
            {
                encryption = encryption with
                {
                    Key = access.KeyNamed(keyName),
                    UsesBucketKey = bucket.Settings.Encryption.UsesBucketKey,
                };
            }

            access.ExpectBucket(caller, "s3:GetBucketLocation", folder.Bucket, Context());
            access.ExpectObject(caller, "s3:PutObject", folder.Bucket, key, ThroughAthena(access.WriteContext(named)));
            access.ExpectEncryption(caller, encryption, folder.Bucket, key);
            await store.PutAsync(
                folder.Bucket, key, Encoding.UTF8.GetBytes(csv), "application/octet-stream", encryption,
                cancellationToken);
        }
        catch (S3Exception refused)
        {
            throw Denied(location, refused);
        }
    }

    private static AthenaException Denied(string location, S3Exception refused) =>
        new($"Permission denied on S3 path: {location} ({refused.Code}: {refused.Message})", null, refused);

    private RequestContext Context() => ThroughAthena(access.Context());

    private static RequestContext ThroughAthena(RequestContext context) => context
        .With("aws:ViaAWSService", "true")
        .With("aws:CalledVia", Service)
        .With("aws:CalledViaFirst", Service)
        .With("aws:CalledViaLast", Service);
}
