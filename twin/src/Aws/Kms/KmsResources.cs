using System.Collections.Immutable;
using Twin.Declaration;

namespace Twin.Aws.Kms;

/// <summary>The kinds of KMS's resources.</summary>
internal static class KmsResources
{
    private const string NoMaterial = "nothing is really encrypted on one machine: a key has no material to rotate";

    public static readonly ResourceKind Key = new("aws:kms/key:Key")
    {
        Billing = ResourceBilling.By(KmsCost.Keys, KmsCost.Requests),
        Outputs = inputs => [("keyId", inputs.UniqueId), ("arn", inputs.Arn("kms", $"key/{inputs.UniqueId}"))],
        Id = key => key.Text("keyId"),
        Ignored = new Dictionary<string, string>
        {
            ["description"] = ResourceKind.ForPeople,
            ["enableKeyRotation"] = NoMaterial,
            ["deletionWindowInDays"] = ResourceKind.ForDeletion,
        },
        Facts = (_, key) => [key.Flag("enableKeyRotation") ? "rotated" : null],
    };

    public static readonly ResourceKind Alias = new("aws:kms/alias:Alias")
    {
        Billing = ResourceBilling.Free("a name of a key"),
        Outputs = inputs =>
        [
            ("name", inputs.Name),
            ("arn", inputs.Arn("kms", inputs.Name)),
            ("targetKeyArn", inputs.Text("targetKeyId") is ['a', 'r', 'n', ':', ..] and var target
                ? target
                : inputs.Arn("kms", $"key/{inputs.Text("targetKeyId")}")),
        ],
    };

    public static ImmutableArray<ResourceKind> All => [Key, Alias];
}
