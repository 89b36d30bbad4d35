using System.Collections.Frozen;

namespace Twin.Aws.Iam;

/// <summary>The condition keys of the twin's requests, as far as AWS's requests have them.</summary>
internal static class ConditionKeys
{
    private const string EncryptionContext = "kms:EncryptionContext:";

    private static readonly FrozenSet<string> Supported = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast", "aws:PrincipalAccount", "aws:PrincipalArn",
        "aws:PrincipalIsAWSService", "aws:PrincipalServiceName", "aws:RequestedRegion", "aws:SecureTransport",
        "aws:SourceAccount", "aws:SourceArn", "aws:SourceIp", "aws:ViaAWSService",
        "cloudwatch:namespace", "kms:CallerAccount", "kms:EncryptionContextKeys", "kms:ViaService",
        "s3:delimiter", "s3:if-match", "s3:if-none-match", "s3:max-keys", "s3:ObjectCreationOperation", "s3:prefix",
        "s3:ResourceAccount", "s3:VersionId", "s3:x-amz-server-side-encryption",
        "s3:x-amz-server-side-encryption-aws-kms-key-id", "s3:x-amz-server-side-encryption-customer-algorithm",
        "s3:x-amz-storage-class", "sts:ExternalId");

    /// <summary>Refuses a policy with a key that no request has, for example a misspelt one: its condition would
    /// silently have no effect.</summary>
    /// <exception cref="PolicyException">The message names the key.</exception>
    public static void Check(PolicyDocument policy)
    {
        foreach (var statement in policy.Statements)
        {
            if (statement.Conditions.FirstOrDefault(condition => !IsSupported(condition.Key)) is { } unknown)
            {
                throw new PolicyException(
                    $"Statement {statement.Label}: the condition key {unknown.Key} is none that the twin knows. It knows "
                    + $"{string.Join(", ", Supported.Order(StringComparer.Ordinal))} and {EncryptionContext}….");
            }
        }
    }

    private static bool IsSupported(string key) =>
        Supported.Contains(key) || key.StartsWith(EncryptionContext, StringComparison.OrdinalIgnoreCase);
}
