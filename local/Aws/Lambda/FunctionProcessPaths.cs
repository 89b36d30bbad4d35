using Local.Aws.Hosting;

namespace Local.Aws.Lambda;

/// <summary>Where a function's process lives.</summary>
internal sealed record FunctionProcessPaths(
    string TaskRoot,
    string TemporaryFolder,
    string RuntimeFolder,
    string DotnetRoot,
    string RuntimeApi,
    string LogGroup,
    string LogStream);
