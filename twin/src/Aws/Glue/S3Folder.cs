namespace Twin.Aws.Glue;

/// <summary>A folder of a bucket. Its files are at <c>&lt;root&gt;/&lt;bucket&gt;/&lt;key&gt;</c>.</summary>
/// <param name="Prefix">The prefix of the keys; empty, or ends with a slash.</param>
public sealed record S3Folder(string Bucket, string Prefix)
{
    private const string Scheme = "s3://";

    /// <summary>The address, as <c>s3://bucket/prefix/</c>.</summary>
    public string Location => $"{Scheme}{Bucket}/{Prefix}";

    /// <summary>Reads <c>s3://bucket/prefix</c>, with or without the last slash.</summary>
    public static S3Folder Parse(string location)
    {
        var slash = location.StartsWith(Scheme, StringComparison.Ordinal)
            ? location.IndexOf('/', Scheme.Length)
            : throw new FormatException($"'{location}' is not an S3 path: it must begin with {Scheme}");
        var bucket = slash < 0 ? location[Scheme.Length..] : location[Scheme.Length..slash];
        var prefix = slash < 0 ? "" : location[(slash + 1)..];
        if (bucket.Length == 0)
        {
            throw new FormatException($"'{location}' names no bucket");
        }

        return new S3Folder(bucket, prefix.Length == 0 || prefix.EndsWith('/') ? prefix : prefix + "/");
    }

    /// <summary>The keys and files of the objects below the folder, in order. Names that begin with <c>_</c> or
    /// <c>.</c> are left out: neither Glue nor Athena reads them.</summary>
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
