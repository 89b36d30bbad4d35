using Infra.Policies;
using Pulumi.Aws.Kms;

using Alias = Pulumi.Aws.Kms.Alias;

namespace Infra.Components;

internal sealed record DataKeyArgs(string Name, AwsAccount Account);

/// <summary>The customer-managed KMS key of a stack with <c>SSE-KMS</c>: it encrypts data, results and
/// secrets.</summary>
internal sealed class DataKey : ComponentResource
{
    // Without its key all encrypted data is lost, so this is the longest time in which the deletion can be cancelled.
    private static readonly TimeSpan DeletionWindow = TimeSpan.FromDays(30);

    // The administration of the key, and its use as far as IAM policies allow it
    // (https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html), without wildcards.
    private static readonly ImmutableArray<string> WhatTheAccountMayDo =
    [
        "kms:DescribeKey", "kms:EnableKey", "kms:DisableKey", "kms:UpdateKeyDescription",
        "kms:GetKeyPolicy", "kms:PutKeyPolicy", "kms:ListKeyPolicies",
        "kms:EnableKeyRotation", "kms:DisableKeyRotation", "kms:GetKeyRotationStatus", "kms:ListKeyRotations",
        "kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias",
        "kms:TagResource", "kms:UntagResource", "kms:ListResourceTags",
        "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion",
        "kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom", "kms:ReEncryptTo",
    ];

    private readonly AwsAccount _account;

    public DataKey(string name, DataKeyArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:DataKey", name, options)
    {
        _account = args.Account;

        var key = new Key(
            $"{args.Name}-data",
            new KeyArgs
            {
                Description = $"Encrypts the data and the secrets of {args.Name}",
                EnableKeyRotation = true,
                DeletionWindowInDays = (int)DeletionWindow.TotalDays,
                Policy = IamPolicy.Serialize(IamStatement.AllowAccount(
                    "LeaveItToIam",
                    args.Account,
                    "the resource of a key's policy is the key itself, whose ARN is not known before the key is made",
                    WhatTheAccountMayDo,
                    "*")),
            },
            new CustomResourceOptions { Parent = this, Protect = true });

        _ = new Alias(
            $"{args.Name}-data",
            new AliasArgs { Name = $"alias/{args.Name}-data", TargetKeyId = key.KeyId },
            new CustomResourceOptions { Parent = key });

        Arn = key.Arn;

        RegisterOutputs(new Dictionary<string, object?> { ["key"] = Arn });
    }

    public Output<string> Arn { get; }

    /// <summary>Lets a role use the key, but only through one service and never directly.</summary>
    public IamStatement AllowThrough(string service, string sid, params ImmutableArray<string> actions) =>
        IamStatement.Allow(sid, actions, Arn)
            .When("StringEquals", "kms:ViaService", Output.Format($"{service}.{_account.Region}.{_account.DnsSuffix}"));
}
