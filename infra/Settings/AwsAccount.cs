using Pulumi;
using Pulumi.Aws;

namespace Infra.Settings;

/// <summary>Where the stack is deployed to, as ARNs name it.</summary>
/// <param name="Id">Twelve digits.</param>
/// <param name="Region">For example <c>eu-central-1</c>.</param>
/// <param name="Partition"><c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>.</param>
/// <param name="DnsSuffix">What its services' addresses end with, for example <c>amazonaws.com</c>.</param>
internal sealed record AwsAccount(
    Output<string> Id, Output<string> Region, Output<string> Partition, Output<string> DnsSuffix)
{
    /// <summary>The account and region of the provider's credentials.</summary>
    public static AwsAccount Current()
    {
        var partition = GetPartition.Invoke();
        return new AwsAccount(
            GetCallerIdentity.Invoke().Apply(identity => identity.AccountId),
            GetRegion.Invoke().Apply(region => region.Region),
            partition.Apply(found => found.Id),
            partition.Apply(found => found.DnsSuffix));
    }

    /// <summary>The ARN of a thing of this account and region: <c>arn:aws:service:region:account:resource</c>.</summary>
    public Output<string> Arn(string service, Input<string> resource) =>
        Output.Format($"arn:{Partition}:{service}:{Region}:{Id}:{resource}");
}
