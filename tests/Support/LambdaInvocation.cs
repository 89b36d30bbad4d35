using Amazon.Lambda.Core;

namespace Tests.Support;

/// <summary>The context of an invocation for a handler. It keeps the log's lines.</summary>
internal sealed class LambdaInvocation : ILambdaContext, ILambdaLogger
{
    public List<string> Lines { get; } = [];

    public string AwsRequestId => "8f5cb1a4-0000-0000-0000-000000000000";
    public IClientContext ClientContext => null!;
    public string FunctionName => "function";
    public string FunctionVersion => "$LATEST";
    public ICognitoIdentity Identity => null!;
    public string InvokedFunctionArn => "arn:aws:lambda:eu-central-1:123456789012:function:function";
    public ILambdaLogger Logger => this;
    public string LogGroupName => "/aws/lambda/function";
    public string LogStreamName => "stream";
    public int MemoryLimitInMB => 512;

    public TimeSpan RemainingTime
    {
        get => Remaining();
        set => Remaining = () => value;
    }

    public Func<TimeSpan> Remaining { get; set; } = () => TimeSpan.FromMinutes(15);

    public void Log(string message) => LogLine(message);

    public void LogLine(string message)
    {
        lock (Lines)
        {
            Lines.Add(message);
        }
    }
}
