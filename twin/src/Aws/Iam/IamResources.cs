using System.Collections.Immutable;
using Twin.Declaration;

namespace Twin.Aws.Iam;

/// <summary>The kinds of IAM's resources.</summary>
internal static class IamResources
{
    public static readonly ResourceKind Role = new("aws:iam/role:Role")
    {
        Billing = ResourceBilling.Free("IAM is free"),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.GlobalArn("iam", $"role/{inputs.Name}"))],
    };

    public static readonly ResourceKind RolePolicy = new("aws:iam/rolePolicy:RolePolicy")
    {
        Billing = ResourceBilling.Free("IAM is free"),
    };

    public static ImmutableArray<ResourceKind> All => [Role, RolePolicy];
}
