namespace Local.Aws.Lambda;

/// <summary>The keys of the assumptions about the time that an invocation takes.</summary>
internal static class LambdaAssumptions
{
    public const string AwsRequestSeconds = "awsRequestSeconds";
    public const string InvocationSeconds = "invocationSeconds";
    public const string ColdStartSeconds = "coldStartSeconds";
}
