using Amazon.Lambda.Core;

namespace Twin.Runtime;

internal sealed class LambdaContext(
    Invocation invocation, RuntimeVariables variables, ILambdaLogger logger, ILambdaSerializer? serializer)
    : ILambdaContext
{
    public string AwsRequestId => invocation.RequestId;
    public string InvokedFunctionArn => invocation.FunctionArn;
    public TimeSpan RemainingTime => invocation.Deadline - TimeProvider.System.GetUtcNow();
    public string FunctionName => variables.FunctionName;
    public string FunctionVersion => variables.FunctionVersion;
    public string LogGroupName => variables.LogGroupName;
    public string LogStreamName => variables.LogStreamName;
    public int MemoryLimitInMB => variables.MemorySize;
    public ILambdaLogger Logger => logger;
    public ILambdaSerializer Serializer => serializer!;

    // Only the AWS Mobile SDK sends one; for all other callers the interface specifies null.
    public IClientContext ClientContext => null!;
    public ICognitoIdentity Identity => null!;
}
