using System.Diagnostics;

namespace Twin.Aws.Lambda;

/// <summary>One process that runs one function, with its Runtime API.</summary>
internal sealed class ExecutionEnvironment : IExecutionEnvironment
{
    // Lambda restarts the initialisation after ten seconds. A busy machine may need more time, and a stuck process must
    // not hang.
    private static readonly TimeSpan MaxInitTime = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly RuntimeApi _api;
    private readonly ProcessLog _log;
    private readonly LambdaFunction _function;
    private readonly string _temporaryFolder;
    private readonly MemoryGroup? _memory;
    private long _peakBytes;

    private ExecutionEnvironment(
        Process process,
        RuntimeApi api,
        ProcessLog log,
        LambdaFunction function,
        string temporaryFolder,
        MemoryGroup? memory)
    {
        (_process, _api, _log) = (process, api, log);
        (_function, _temporaryFolder, _memory) = (function, temporaryFolder, memory);
    }

    public bool IsAlive => !_process.HasExited;

    public int MaxMemoryUsed => (int)Math.Ceiling(_peakBytes / (1024.0 * 1024.0));

    public static string NewLogStream(TimeProvider clock) => string.Create(
        CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyy/MM/dd}/[$LATEST]{Guid.NewGuid():N}");

    /// <summary>Starts the process. <paramref name="write"/> gets each line with its invocation's request id.</summary>
    public static async Task<ExecutionEnvironment> StartAsync(
        LambdaFunction function,
        LambdaEngineOptions options,
        FunctionFolders roots,
        string logStream,
        Action<string?, string> write,
        CancellationToken cancellationToken)
    {
        var taskRoot = roots.TaskRoot(function);
        var arguments = DotnetRuntime.Arguments(function, taskRoot);
        var api = await RuntimeApi.StartAsync(cancellationToken);
        try
        {
            var temporaryFolder = roots.TemporaryFolder(function);
            var memory = MemoryGroup.Create(function);
            var place = new FunctionProcessPaths(
                taskRoot,
                temporaryFolder,
                DotnetRuntime.Folder,
                DotnetRuntime.DotnetRoot,
                api.Address,
                FunctionHost.LogGroupOf(function),
                logStream);
            var process = Start(
                [.. memory?.Start ?? [], DotnetRuntime.Dotnet, .. arguments],
                taskRoot,
                FunctionVariables.Create(function, options, place));
            var log = new ProcessLog(process.StandardOutput, process.StandardError, write);
            return new ExecutionEnvironment(process, api, log, function, temporaryFolder, memory);
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    public async Task<InvocationOutcome?> InitializeAsync(CancellationToken cancellationToken)
    {
        var initialized = _api.Initialized;
        await FirstOfAsync(initialized, MaxInitTime, cancellationToken);
        if (!initialized.IsCompletedSuccessfully)
        {
            return await EndWithoutResponseAsync();
        }

        await _log.ReadToEndOfAsync("init");
        Measure();
        return initialized.Result is { } error
            ? new InvocationOutcome.Responded(new RuntimeResponse(error, true))
            : null;
    }

    public async Task<InvocationOutcome> InvokeAsync(
        RuntimeInvocation invocation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _log.Begin(invocation.RequestId);
        var answer = _api.InvokeAsync(invocation);
        await FirstOfAsync(answer, timeout, cancellationToken);
        Measure();
        if (!answer.IsCompletedSuccessfully)
        {
            return await EndWithoutResponseAsync();
        }

        await _log.ReadToEndOfAsync(invocation.RequestId);
        FunctionFolders.ExpectRoom(_function, _temporaryFolder);
        return new InvocationOutcome.Responded(answer.Result);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _api.DisposeAsync();
        _process.Dispose();
        _memory?.Dispose();
        Directory.Delete(_temporaryFolder, recursive: true);
    }

    private static Process Start(
        ImmutableArray<string> command, string taskRoot, Dictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = taskRoot,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true, // the runtime ends when this pipe closes: see Twin.Runtime
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ??
            throw new InvalidOperationException($"{command[0]} did not start.");
    }

    private async Task FirstOfAsync(Task answer, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(
            answer,
            _process.WaitForExitAsync(others.Token),
            Task.Delay(limit, TimeProvider.System, others.Token));
        cancellationToken.ThrowIfCancellationRequested();
        await others.CancelAsync();
    }

    private async Task<InvocationOutcome> EndWithoutResponseAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
            return new InvocationOutcome.TimedOut();
        }

        await _log.ReadToEndAsync();
        return new InvocationOutcome.Exited(_process.ExitCode, _memory?.HasKilled == true);
    }

    private async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await _log.ReadToEndAsync();
    }

    private void Measure()
    {
        try
        {
            _peakBytes = Math.Max(_peakBytes, OperatingSystem.IsLinux() ? PeakOnLinux() : Current());
        }
        catch (Exception ended) when (ended is InvalidOperationException or IOException)
        {
            // The process has ended; the last value stays.
        }
    }

    // Process would read what each thread has done, too.
    private long PeakOnLinux()
    {
        const string peak = "VmHWM:", unit = "kB";
        return File.ReadLines($"/proc/{_process.Id}/status")
            .Where(line => line.StartsWith(peak, StringComparison.Ordinal))
            .Select(line => long.Parse(line.AsSpan()[peak.Length..^unit.Length], CultureInfo.InvariantCulture) << 10)
            .FirstOrDefault();
    }

    // A system that keeps no peak has the current use as the best approximation.
    private long Current()
    {
        _process.Refresh();
        return Math.Max(_process.PeakWorkingSet64, _process.WorkingSet64);
    }
}
