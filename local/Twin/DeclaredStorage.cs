using System.Text;
using Local.Declaration;
using Local.S3;

namespace Local.Twin;

/// <summary>S3, from the declared buckets and objects.</summary>
internal static class DeclaredStorage
{
    /// <summary>Every declared bucket, empty.</summary>
    public static BucketStore Of(DeclaredStack stack, string bucketsRoot, TimeProvider clock)
    {
        var store = new BucketStore(bucketsRoot, clock);
        foreach (var bucket in stack.OfType(ResourceTypes.Bucket))
        {
            store.Create(bucket.Text("bucket"));
        }

        return store;
    }

    /// <summary>
    /// Puts the declared objects where they belong. The deployment has written them before anything runs, so nobody
    /// is notified of them.
    /// </summary>
    /// <exception cref="RunFailedException">S3 would refuse an object.</exception>
    public static async Task PutObjectsAsync(
        DeclaredStack stack, BucketStore store, CancellationToken cancellationToken)
    {
        foreach (var declared in stack.OfType(ResourceTypes.BucketObject))
        {
            try
            {
                await store.PutAsync(
                    declared.Text("bucket"),
                    declared.Text("key"),
                    Encoding.UTF8.GetBytes(declared.OptionalText("content") ?? ""),
                    declared.OptionalText("contentType"),
                    store.Get(declared.Text("bucket")).Settings.Encryption,
                    cancellationToken);
            }
            catch (S3Exception refused)
            {
                throw new RunFailedException($"{declared.Title}: {refused.Message}");
            }
        }
    }
}
