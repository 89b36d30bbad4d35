using System.Collections.Immutable;
using Twin.Aws.Kms;
using Twin.Declaration;

namespace Twin.Aws.Ssm;

/// <summary>The kinds of Systems Manager's resources.</summary>
public static class SsmResources
{
    public static readonly ResourceKind Parameter = new("aws:ssm/parameter:Parameter")
    {
        Billing = ResourceBilling.By(KmsCost.Requests),
        Outputs = inputs =>
            [("name", inputs.Name), ("arn", inputs.Arn("ssm", $"parameter/{inputs.Name.TrimStart('/')}"))],
        Ignored = new Dictionary<string, string> { ["description"] = ResourceKind.ForPeople },
        Flows = [new DataFlow("ssm:GetParameter", true, "reads")],
        Facts = (_, parameter) => [parameter.Text("type")],
    };

    public static ImmutableArray<ResourceKind> All => [Parameter];
}
