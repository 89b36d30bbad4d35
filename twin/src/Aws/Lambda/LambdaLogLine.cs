namespace Twin.Aws.Lambda;

/// <summary>A line in a function's log.</summary>
/// <param name="FunctionName">The function.</param>
/// <param name="LogGroup">The log group.</param>
/// <param name="LogStream">The log stream: one per process.</param>
/// <param name="RequestId">The request id of the invocation; null for lines from loading the function.</param>
/// <param name="Text">The text of the line, without a line break.</param>
public sealed record LambdaLogLine(
    string FunctionName, string LogGroup, string LogStream, string? RequestId, string Text);
