namespace Amazon.Lambda.Core;

/// <summary>The context of an invocation: its request, and the function's configuration.</summary>
public interface ILambdaContext
{
    /// <summary>The invocation's request id. A retry of an asynchronous invocation keeps it.</summary>
    string AwsRequestId { get; }

    /// <summary>The description that a mobile client sent; null for any other client.</summary>
    IClientContext ClientContext { get; }

    string FunctionName { get; }

    /// <summary>The function's version, <c>$LATEST</c> unless another was invoked.</summary>
    string FunctionVersion { get; }

    /// <summary>The Amazon Cognito identity of the caller; null unless there is one.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN that was invoked: of the function, a version or an alias.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Writes to the function's log.</summary>
    ILambdaLogger Logger { get; }

    /// <summary>The CloudWatch log group of the function.</summary>
    string LogGroupName { get; }

    /// <summary>The CloudWatch log stream of this execution environment.</summary>
    string LogStreamName { get; }

    /// <summary>The function's configured memory, in MB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>The time until Lambda ends the invocation.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The function's serializer; null where the runtime does not give one.</summary>
    ILambdaSerializer Serializer => null;
}
