namespace Twin.Aws.Lambda;

/// <summary>Reads both output streams of a runtime's process. The runtime marks the end of an invocation's lines in
/// both: its response takes another way and may arrive earlier.</summary>
internal sealed class ProcessLog
{
    private const char MarkCharacter = '\u0003';

    // Both streams end with the process, unless a child process of it keeps them open.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Action<string?, string> _write;
    private readonly Task _read;
    private readonly Dictionary<string, End> _ends = new(StringComparer.Ordinal);
    private string? _requestId;

    public ProcessLog(TextReader output, TextReader errors, Action<string?, string> write)
    {
        _write = write;
        _read = Task.WhenAll(ReadAsync(output), ReadAsync(errors));
    }

    public void Begin(string requestId)
    {
        lock (_lock)
        {
            _requestId = requestId;
        }
    }

    public async Task ReadToEndOfAsync(string requestId)
    {
        try
        {
            await Task.WhenAny(EndOf(requestId).Reached.Task, _read).WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            // Missing lines are written when they arrive.
        }

        lock (_lock)
        {
            _ends.Remove(requestId);
        }
    }

    public Task ReadToEndAsync() => ReadToEndOfAsync("process");

    private End EndOf(string requestId)
    {
        lock (_lock)
        {
            if (!_ends.TryGetValue(requestId, out var end))
            {
                _ends[requestId] = end = new End();
            }

            return end;
        }
    }

    private async Task ReadAsync(TextReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            var mark = line.EndsWith(MarkCharacter) ? line.IndexOf(MarkCharacter, StringComparison.Ordinal) : -1;
            var text = mark < 0 ? line : line[..mark];
            lock (_lock)
            {
                // Native code may have written an unfinished line before the mark.
                if (mark != 0)
                {
                    _write(_requestId, text);
                }
            }

            if (mark >= 0)
            {
                EndOf(line[mark..].Trim(MarkCharacter).Replace("END ", "", StringComparison.Ordinal)).Mark();
            }
        }
    }

    private sealed class End
    {
        private int _streams = 2;

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Mark()
        {
            if (Interlocked.Decrement(ref _streams) == 0)
            {
                Reached.TrySetResult();
            }
        }
    }
}
