namespace Twin.Aws.Lambda;

/// <summary>The keys of the assumptions about the duration of an invocation.</summary>
internal static class LambdaAssumptions
{
    public const string AwsRequestSeconds = "awsRequestSeconds";
    public const string InvocationSeconds = "invocationSeconds";
    public const string ColdStartSeconds = "coldStartSeconds";
}
