using Amazon.Lambda.Core;

namespace Twin.Runtime;

/// <summary>The context of one invocation.</summary>
internal sealed class LambdaContext(Invocation invocation, ILambdaLogger logger, ILambdaSerializer? serializer)
    : ILambdaContext
{
    public string AwsRequestId => invocation.RequestId;

    public string InvokedFunctionArn => invocation.FunctionArn;

    public TimeSpan RemainingTime => invocation.Deadline - TimeProvider.System.GetUtcNow();

    public string FunctionName => RuntimeVariables.FunctionName;

    public string FunctionVersion => RuntimeVariables.FunctionVersion;

    public string LogGroupName => RuntimeVariables.LogGroupName;

    public string LogStreamName => RuntimeVariables.LogStreamName;

    public int MemoryLimitInMB => RuntimeVariables.MemorySize;

    public ILambdaLogger Logger => logger;

    public ILambdaSerializer Serializer => serializer!;

    // Only the AWS Mobile SDK sends one; for all other callers the interface specifies null.
    public IClientContext ClientContext => null!;

    public ICognitoIdentity Identity => null!;
}
