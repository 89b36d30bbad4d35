using Twin.Aws.Athena.Scans;
using Twin.Aws.Athena.Statements;
using Twin.Aws.S3;

namespace Twin.Aws.Athena;

/// <summary>Athena's access to buckets. Athena reads and writes as the caller who runs a query ("Access to Amazon S3"
/// in its guide): IAM must allow it to the caller, and a bucket's or a key's policy may still refuse it.</summary>
public sealed class AthenaStorage(BucketStore store, S3Access access)
{
    /// <summary>Checks that the files of a reading can be read.</summary>
    /// <exception cref="AthenaException">They cannot be read; the message has Athena's and S3's words.</exception>
    internal void ExpectReadable(ScannedFiles scan, Caller caller)
    {
        var folder = S3Folder.Parse(scan.Scan.Table.Table.Location);
        Allowed(folder.Location, () =>
        {
            access.ExpectBucket(
                caller, "s3:ListBucket", folder.Bucket, new RequestContext().With("s3:prefix", folder.Prefix));
            var bucket = store.Get(folder.Bucket);
            foreach (var stored in scan.Keys
                .Select(bucket.Find)
                .OfType<StoredObject>()
                .Where(stored => !stored.IsArchived))
            {
                access.ExpectObject(caller, "s3:GetObject", folder.Bucket, stored.Key);
                access.ExpectDecryption(caller, stored.Encryption, folder.Bucket);
            }

            return true;
        });
    }

    /// <summary>Writes a result.</summary>
    /// <param name="location">The work group's result location: <c>s3://bucket/prefix/</c>.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="csv">The file's content.</param>
    /// <param name="encryption">The work group's encryption; null for the bucket's default.</param>
    /// <param name="caller">The caller who runs the query.</param>
    /// <exception cref="AthenaException">S3 refuses it.</exception>
    public async Task WriteAsync(
        string location,
        string name,
        string csv,
        ObjectEncryption? encryption,
        Caller caller,
        CancellationToken cancellationToken)
    {
        var folder = S3Folder.Parse(location);
        Allowed(location, () =>
        {
            access.ExpectBucket(caller, "s3:GetBucketLocation", folder.Bucket);
            return true;
        });
        await PutAsync(
            folder, folder.Prefix + name, Encoding.UTF8.GetBytes(csv), encryption, caller, cancellationToken);
    }

    /// <summary>Checks that a caller may read a result that was written.</summary>
    /// <param name="location">The work group's result location: <c>s3://bucket/prefix/</c>.</param>
    /// <param name="name">The file's name.</param>
    /// <exception cref="AthenaException">S3 refuses it.</exception>
    public void ExpectResult(string location, string name, Caller caller)
    {
        var folder = S3Folder.Parse(location);
        Allowed(location, () =>
        {
            var stored = store.Get(folder.Bucket).Find(folder.Prefix + name)!;
            access.ExpectObject(caller, "s3:GetObject", folder.Bucket, stored.Key);
            access.ExpectDecryption(caller, stored.Encryption, folder.Bucket);
            return true;
        });
    }

    /// <summary>Writes an object.</summary>
    /// <param name="folder">The folder for messages, and the bucket.</param>
    /// <param name="content">The object's bytes.</param>
    /// <param name="encryption">The encryption; null for the bucket's default.</param>
    /// <param name="caller">The caller who runs the query.</param>
    /// <exception cref="AthenaException">S3 refuses it.</exception>
    public Task PutAsync(
        S3Folder folder,
        string key,
        ReadOnlyMemory<byte> content,
        ObjectEncryption? encryption,
        Caller caller,
        CancellationToken cancellationToken)
    {
        var used = Allowed(folder.Location, () => EncryptionOf(folder, key, encryption, caller));
        return store.PutAsync(folder.Bucket, key, content, "application/octet-stream", used, cancellationToken);
    }

    /// <summary>Deletes an object, if the caller may.</summary>
    /// <returns>The reason why it stays; null if it was deleted.</returns>
    public string? Delete(S3Folder folder, string key, Caller caller)
    {
        try
        {
            access.ExpectObject(caller, "s3:DeleteObject", folder.Bucket, key);
            store.Get(folder.Bucket).Delete(key);
            return null;
        }
        catch (S3Exception refused)
        {
            return refused.Message;
        }
    }

    private ObjectEncryption EncryptionOf(S3Folder folder, string key, ObjectEncryption? named, Caller caller)
    {
        var standard = store.Get(folder.Bucket).Settings.Encryption;
        var used = named ?? standard;
        if (used.Key is { } keyName)
        {
            used = used with { Key = access.KeyNamed(keyName), UsesBucketKey = standard.UsesBucketKey };
        }

        access.ExpectObject(caller, "s3:PutObject", folder.Bucket, key, S3Access.WriteContext(named));
        access.ExpectEncryption(caller, used, folder.Bucket);
        return used;
    }

    private static T Allowed<T>(string location, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (S3Exception refused)
        {
            throw new AthenaException(
                $"Permission denied on S3 path: {location} ({refused.Code}: {refused.Message})", null, refused);
        }
    }
}

