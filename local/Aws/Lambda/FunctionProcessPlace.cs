namespace Local.Aws.Lambda;

/// <summary>Where a function's process lives.</summary>
internal sealed record FunctionProcessPlace(
    string TaskRoot,
    string TemporaryFolder,
    string RuntimeFolder,
    string DotnetRoot,
    string RuntimeApi,
    string LogGroup,
    string LogStream);
