using Twin.Aws.Hosting;

namespace Twin.Aws.Lambda;

/// <summary>The paths of a function's process.</summary>
internal sealed record FunctionProcessPaths(
    string TaskRoot,
    string TemporaryFolder,
    string RuntimeFolder,
    string DotnetRoot,
    string RuntimeApi,
    string LogGroup,
    string LogStream);
