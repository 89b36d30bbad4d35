namespace Twin.Aws.S3;

/// <summary>Keys that can be a file's path below the bucket's folder.</summary>
internal static class ObjectKey
{
    private const int MaxBytes = 1024;

    // The limit of common file systems for one name.
    private const int MaxBytesInSegment = 255;

    /// <summary>S3's order of keys: by the bytes of their UTF-8 form.</summary>
    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    /// <summary>The file of a key.</summary>
    /// <exception cref="S3Exception">The key would leave the folder, or is not a possible file name.</exception>
    public static string PathOf(string folder, string key)
    {
        if (Encoding.UTF8.GetByteCount(key) > MaxBytes)
        {
            throw new S3Exception(System.Net.HttpStatusCode.BadRequest, "KeyTooLongError", "Your key is too long");
        }

        foreach (var segment in key.Split('/'))
        {
            if (segment is "" or "." or ".."
                || segment.Any(letter => char.IsControl(letter) || letter == '\\')
                || segment.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0
                || Encoding.UTF8.GetByteCount(segment) > MaxBytesInSegment)
            {
                throw S3Exception.NotImplemented(
                    $"such a key: it keeps each object as a file, and the key \"{key}\" cannot be a file's path: "
                    + $"\"{segment}\" is not a valid file name");
            }
        }

        return Path.Combine([folder, .. key.Split('/')]);
    }

    /// <summary>The key of a file below the bucket's folder.</summary>
    public static string FromPath(string folder, string path) =>
        Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');

    private static int Compare(string? a, string? b)
    {
        // UTF-16 orders surrogate pairs before U+E000 to U+FFFF, UTF-8 after them.
        var same = a.AsSpan().CommonPrefixLength(b);
        if (same == Math.Min(a!.Length, b!.Length) || !(char.IsSurrogate(a[same]) || char.IsSurrogate(b[same])))
        {
            return string.CompareOrdinal(a, b);
        }

        var (left, right) = (a.EnumerateRunes(), b.EnumerateRunes());
        while (true)
        {
            var (more, otherMore) = (left.MoveNext(), right.MoveNext());
            if (!more || !otherMore)
            {
                return more.CompareTo(otherMore);
            }

            if (left.Current != right.Current)
            {
                return left.Current.CompareTo(right.Current);
            }
        }
    }
}
