namespace Twin.Aws.Ssm;

/// <summary>The counted use of Systems Manager: the requests to Parameter Store, by the operation.</summary>
internal static class SsmUsage
{
    public const string Service = "Parameter Store";
}
