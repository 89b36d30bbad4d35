namespace Twin.Aws.Lambda;

internal sealed class FunctionProcesses : IFunctionRuntime
{
    public async Task<IExecutionEnvironment> StartAsync(
        LambdaFunction function,
        LambdaEngineOptions options,
        FunctionFolders folders,
        string logStream,
        Action<string?, string> write,
        CancellationToken cancellationToken) =>
        await ExecutionEnvironment.StartAsync(function, options, folders, logStream, write, cancellationToken);
}
