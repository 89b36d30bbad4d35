namespace Twin.Aws.S3;

/// <summary>Reads files one after the other as one stream.</summary>
internal sealed class ConcatenatedFiles(IEnumerable<string> paths) : ForwardOnlyStream
{
    private readonly Queue<string> _paths = new(paths);
    private FileStream? _current;

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_current is not null)
            {
                var count = await _current.ReadAsync(buffer, cancellationToken);
                if (count > 0)
                {
                    return count;
                }

                await _current.DisposeAsync();
                _current = null;
            }

            if (!_paths.TryDequeue(out var path))
            {
                return 0;
            }

            _current = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Dispose();
        }

        base.Dispose(disposing);
    }
}
