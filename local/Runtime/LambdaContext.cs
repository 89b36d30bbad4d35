using Amazon.Lambda.Core;

namespace Local.Runtime;

/// <summary>The context of one invocation.</summary>
internal sealed class LambdaContext(Invocation invocation, ILambdaLogger logger, ILambdaSerializer? serializer)
    : ILambdaContext
{
    public string AwsRequestId => invocation.RequestId;

    public string InvokedFunctionArn => invocation.FunctionArn;

    public TimeSpan RemainingTime => invocation.Deadline - TimeProvider.System.GetUtcNow();

    public string FunctionName => FunctionEnvironment.FunctionName;

    public string FunctionVersion => FunctionEnvironment.FunctionVersion;

    public string LogGroupName => FunctionEnvironment.LogGroupName;

    public string LogStreamName => FunctionEnvironment.LogStreamName;

    public int MemoryLimitInMB => FunctionEnvironment.MemorySize;

    public ILambdaLogger Logger => logger;

    public ILambdaSerializer Serializer => serializer!;

    // Only the AWS Mobile SDK sends these, and the interface has null for everybody else.
    public IClientContext ClientContext => null!;

    public ICognitoIdentity Identity => null!;
}
