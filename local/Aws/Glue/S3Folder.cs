using Local.Aws.S3;

namespace Local.Aws.Glue;

/// <summary>
/// A folder of a bucket, and where the twin keeps its files: <c>&lt;root&gt;/&lt;bucket&gt;/&lt;key&gt;</c>.
/// </summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Prefix">What the keys begin with; empty, or ends with a slash.</param>
public sealed record S3Folder(string Bucket, string Prefix)
{
    private const string Scheme = "s3://";

    /// <summary>The address, as <c>s3://bucket/prefix/</c>.</summary>
    public string Location => $"{Scheme}{Bucket}/{Prefix}";

    /// <summary>Reads <c>s3://bucket/prefix</c>, with or without the last slash.</summary>
    /// <exception cref="FormatException">It is no such address.</exception>
    public static S3Folder Parse(string location)
    {
        var slash = location.StartsWith(Scheme, StringComparison.Ordinal)
            ? location.IndexOf('/', Scheme.Length)
            : throw new FormatException($"'{location}' is no S3 path: it must begin with {Scheme}");
        var bucket = slash < 0 ? location[Scheme.Length..] : location[Scheme.Length..slash];
        var prefix = slash < 0 ? "" : location[(slash + 1)..];
        if (bucket.Length == 0)
        {
            throw new FormatException($"'{location}' names no bucket");
        }

        return new S3Folder(bucket, prefix.Length == 0 || prefix.EndsWith('/') ? prefix : prefix + "/");
    }

    /// <summary>
    /// The keys of the objects below, in their order, and their files. Names that begin with <c>_</c> or <c>.</c> are
    /// left out: neither Glue nor Athena reads them.
    /// </summary>
    /// <param name="root">The folder that holds a folder for each bucket.</param>
    public IReadOnlyList<(string Key, string File)> Files(string root)
    {
        var bucket = Path.Combine(root, Bucket);
        var folder = Path.Combine(bucket, Prefix);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) is not ['_' or '.', ..])
                .Select(file => (Key: Path.GetRelativePath(bucket, file).Replace('\\', '/'), File: file))
                .OrderBy(file => file.Key, StringComparer.Ordinal)]
            : [];
    }
}
