namespace Twin.Aws.Athena;

/// <summary>
/// Properties of a file that differ when it was replaced. The time at which it was written is the twin's, which may
/// stand still; the time at which it was created is not.
/// </summary>
internal readonly record struct FileIdentity(long Bytes, DateTime WrittenAt, DateTime CreatedAt)
{
    public static FileIdentity Read(string file)
    {
        var found = new FileInfo(file);
        return new FileIdentity(found.Length, found.LastWriteTimeUtc, found.CreationTimeUtc);
    }
}
