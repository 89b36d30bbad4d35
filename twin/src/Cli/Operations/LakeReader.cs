namespace Twin.Cli.Operations;

internal sealed class LakeReader(AwsCli aws)
{
    private int _files;

    public async Task<byte[]?> ReadAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _files);
        var file = aws.PathOf(string.Create(CultureInfo.InvariantCulture, $"object-{number}"));
        var answer = await aws.FindAsync(
            ["s3api", "get-object", "--bucket", bucket, "--key", key, file], ["NoSuchKey"], cancellationToken);
        if (answer is null)
        {
            return null;
        }

        var bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        File.Delete(file);
        return bytes;
    }

    public async Task<ImmutableArray<ListedObject>> ListAsync(
        string bucket, string prefix, CancellationToken cancellationToken)
    {
        var answer = await aws.RunAsync(
            ["s3api", "list-objects-v2", "--bucket", bucket, "--prefix", prefix], cancellationToken);
        return
        [
            .. answer.Array("Contents").Select(found => new ListedObject(
                found.Text("Key")!, found.GetProperty("Size").GetInt64(), found.Time("LastModified"))),
        ];
    }

    /// <summary>Lists the folders of a prefix; each ends with a slash.</summary>
    public async Task<ImmutableArray<string>> FoldersAsync(
        string bucket, string prefix, CancellationToken cancellationToken)
    {
        var answer = await aws.RunAsync(
            ["s3api", "list-objects-v2", "--bucket", bucket, "--prefix", prefix, "--delimiter", "/"],
            cancellationToken);
        return [.. answer.Array("CommonPrefixes").Select(folder => folder.Text("Prefix")!)];
    }
}

internal sealed record ListedObject(string Key, long Size, DateTimeOffset? WrittenAt);
