namespace Local.Aws.Lambda;

/// <summary>A line in a function's log.</summary>
/// <param name="FunctionName">The function.</param>
/// <param name="LogGroup">The log group.</param>
/// <param name="LogStream">The log stream: one per process.</param>
/// <param name="RequestId">The invocation; null for what is written while the function is loaded.</param>
/// <param name="Text">The line, without its end.</param>
public sealed record LambdaLogLine(
    string FunctionName, string LogGroup, string LogStream, string? RequestId, string Text);
