namespace Twin.Aws.Lambda;

/// <summary>The runtime of the functions' handlers.</summary>
public interface IFunctionRuntime
{
    /// <summary>A process for each function, from its package, as in every run of a person.</summary>
    static IFunctionRuntime Processes { get; } = new FunctionProcesses();

    /// <summary>
    /// Starts an environment of a function. <paramref name="write"/> gets each line of its log, with the request id of
    /// its invocation.
    /// </summary>
    /// <exception cref="InvalidOperationException">The function's package is missing or cannot be run.</exception>
    internal Task<IExecutionEnvironment> StartAsync(
        LambdaFunction function,
        LambdaEngineOptions options,
        FunctionFolders folders,
        string logStream,
        Action<string?, string> write,
        CancellationToken cancellationToken);
}
