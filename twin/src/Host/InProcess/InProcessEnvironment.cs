using Twin.Aws.Lambda;
using Twin.Runtime;

namespace Twin.Host.InProcess;

/// <summary>A handler in this process, with the runtime's own log and errors.</summary>
internal sealed class InProcessEnvironment(
    LambdaFunction function,
    IReadOnlyDictionary<string, string> variables,
    Func<Type, InProcessEnvironment, Stream, object> construct,
    Action<string?, string> write) : IExecutionEnvironment, IFunctionProcess
{
    // 128 and the number of SIGKILL.
    private const int SignalKilled = 137;

    private readonly RuntimeVariables _variables = new(variables.GetValueOrDefault);
    private readonly TaskCompletionSource<InvocationOutcome> _killed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LogLines _output = null!;
    private FunctionLog _log = null!;
    private Handler _handler = null!;
    private RuntimeInvocation _asked = null!;

    public string Name => function.Name;

    public IReadOnlyDictionary<string, string> Variables => variables;

    public FunctionTime Time { get; } = new();

    public bool IsAlive { get; private set; } = true;

    public int MaxMemoryUsed => (int)(Environment.WorkingSet >> 20);

    public Task<InvocationOutcome?> InitializeAsync(CancellationToken cancellationToken)
    {
        _output = new LogLines((id, text) =>
        {
            if (IsAlive)
            {
                write(id, text);
            }
        });
        _log = new FunctionLog(_output, Stream.Null, _variables);
        try
        {
            _handler = Handler.Load(function.Handler, type => construct(type, this, _output));
            return Task.FromResult<InvocationOutcome?>(null);
        }
        catch (Exception failure)
        {
            return Task.FromResult<InvocationOutcome?>(Failed(failure));
        }
    }

    public async Task<InvocationOutcome> InvokeAsync(
        RuntimeInvocation invocation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _asked = invocation;
        Time.Begin();
        _output.RequestId = invocation.RequestId;
        var work = Task.Run(() => RunAsync(invocation), cancellationToken);
        try
        {
            return await await Task.WhenAny(work, _killed.Task)
                .WaitAsync(timeout, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new InvocationOutcome.TimedOut();
        }
    }

    public Task<T> KillAsync<T>(FunctionEnd how)
    {
        IsAlive = false;
        _killed.TrySetResult(how == FunctionEnd.TimedOut
            ? new InvocationOutcome.TimedOut()
            : new InvocationOutcome.Exited(SignalKilled, how == FunctionEnd.OutOfMemory));
        return NeverAsync<T>();
    }

    /// <summary>The rest of the work of a process that has ended: nothing refers to it, so that its memory is
    /// freed.</summary>
    public static Task<T> NeverAsync<T>() => new TaskCompletionSource<T>().Task;

    public async Task RunAnotherAsync()
    {
        await using var another = new InProcessEnvironment(function, variables, construct, write);
        if (await another.InitializeAsync(CancellationToken.None) is null)
        {
            await another.InvokeAsync(
                _asked with { RequestId = Guid.NewGuid().ToString() }, function.Timeout, CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync()
    {
        IsAlive = false;
        return _output.DisposeAsync();
    }

    private async Task<InvocationOutcome> RunAsync(RuntimeInvocation asked)
    {
        using var invocation = new Invocation(
            asked.RequestId,
            asked.FunctionArn,
            asked.TraceId,
            asked.Deadline,
            new MemoryStream(asked.Payload.ToArray()));
        _log.Begin(invocation);
        try
        {
            var context = new LambdaContext(invocation, _variables, new ContextLogger(_log), _handler.Serializer);
            var response = await _handler.InvokeAsync(invocation.Payload, context);
            return new InvocationOutcome.Responded(new RuntimeResponse(response, IsError: false));
        }
        catch (Exception failure)
        {
            return Failed(failure);
        }
    }

    private InvocationOutcome.Responded Failed(Exception failure)
    {
        _log.Unhandled(failure);
        return new InvocationOutcome.Responded(new RuntimeResponse(ErrorReport.Serialize(failure), IsError: true));
    }

    /// <summary>Passes on each line of a function's output, as the reader of a process does.</summary>
    private sealed class LogLines(Action<string?, string> write) : Stream
    {
        private readonly Lock _lock = new();
        private readonly MemoryStream _begun = new();

        public string? RequestId { get; set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            lock (_lock)
            {
                while (buffer.IndexOf((byte)'\n') is var end and >= 0)
                {
                    _begun.Write(buffer[..end]);
                    write(RequestId, System.Text.Encoding.UTF8.GetString(_begun.GetBuffer(), 0, (int)_begun.Length));
                    _begun.SetLength(0);
                    buffer = buffer[(end + 1)..];
                }

                _begun.Write(buffer);
            }
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
