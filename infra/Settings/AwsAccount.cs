using Pulumi.Aws;

namespace Infra.Settings;

/// <summary>The account and region of the stack, as in ARNs.</summary>
/// <param name="Id">The account's number, twelve digits.</param>
/// <param name="Region">The region, for example <c>eu-central-1</c>.</param>
/// <param name="Partition"><c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>.</param>
/// <param name="DnsSuffix">The domain of its services, for example <c>amazonaws.com</c>.</param>
/// <param name="RolePath">The path of the stack's roles, with a slash at its begin and its end.</param>
internal sealed record AwsAccount(
    Output<string> Id, Output<string> Region, Output<string> Partition, Output<string> DnsSuffix, string RolePath)
{
    /// <summary>The account and region of the provider's credentials.</summary>
    public static AwsAccount Current(string rolePath)
    {
        var partition = GetPartition.Invoke();
        return new AwsAccount(
            GetCallerIdentity.Invoke().Apply(identity => identity.AccountId),
            GetRegion.Invoke().Apply(region => region.Region),
            partition.Apply(found => found.Id),
            partition.Apply(found => found.DnsSuffix),
            rolePath);
    }

    /// <summary>The ARN of a resource of this account and region:
    /// <c>arn:aws:service:region:account:resource</c>.</summary>
    public Output<string> Arn(string service, Input<string> resource) =>
        Output.Format($"arn:{Partition}:{service}:{Region}:{Id}:{resource}");

    /// <summary>The ARN of a role of the stack with a fixed name, known before the role is made.</summary>
    public Output<string> RoleArn(string name) => Output.Format($"arn:{Partition}:iam::{Id}:role{RolePath}{name}");
}
