using Twin.Runtime;

namespace Twin.Tests.Support;

/// <summary>A handler in this process, with the runtime's own log and errors.</summary>
internal sealed class InProcessEnvironment(
    string handlerName,
    IReadOnlyDictionary<string, string> variables,
    Func<Type, IReadOnlyDictionary<string, string>, Stream, object> construct,
    Action<string?, string> write) : IExecutionEnvironment
{
    private readonly RuntimeVariables _variables = new(variables.GetValueOrDefault);
    private readonly LogLines _output = new(write);
    private FunctionLog _log = null!;
    private Handler _handler = null!;

    public bool IsAlive { get; private set; } = true;

    public int MaxMemoryUsed => (int)(Environment.WorkingSet >> 20);

    public Task<InvocationOutcome?> InitializeAsync(CancellationToken cancellationToken)
    {
        _log = new FunctionLog(_output, Stream.Null, _variables);
        try
        {
            _handler = Handler.Load(handlerName, type => construct(type, variables, _output));
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
        _output.RequestId = invocation.RequestId;
        var work = Task.Run(() => RunAsync(invocation), cancellationToken);
        try
        {
            return await work.WaitAsync(timeout, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new InvocationOutcome.TimedOut();
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
