using System.Collections.Frozen;

namespace Twin.Aws.Iam;

/// <summary>The condition keys of the twin's requests, as far as AWS's requests have them.</summary>
internal static class ConditionKeys
{
    // The keys that a request has once, by the operators that compare their type.
    private static readonly FrozenDictionary<string, string> Supported = new[]
    {
        ("Arn", "aws:PrincipalArn aws:SourceArn"),
        ("Bool", "aws:PrincipalIsAWSService aws:SecureTransport s3:ObjectCreationOperation"),
        ("String", "aws:PrincipalAccount aws:SourceAccount cloudwatch:namespace kms:ViaService s3:if-match "
            + "s3:if-none-match s3:prefix s3:x-amz-server-side-encryption s3:x-amz-server-side-encryption-aws-kms-key-id "
            + "s3:x-amz-server-side-encryption-customer-algorithm ssm:Overwrite sts:ExternalId"),
    }
    .SelectMany(type => type.Item2.Split(' ').Select(key => KeyValuePair.Create(key, type.Item1)))
    .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Refuses a policy with a key that no request has, for example a misspelt one, or with one that is of
    /// another type than its operator.</summary>
    /// <exception cref="PolicyException">The message names the key.</exception>
    public static void Check(PolicyDocument policy)
    {
        foreach (var (statement, condition) in policy.Statements.SelectMany(statement =>
            statement.Conditions.Select(condition => (statement, condition))))
        {
            if (!Supported.TryGetValue(condition.Key, out var type))
            {
                throw new PolicyException(
                    $"Statement {statement.Label}: the condition key {condition.Key} is none that the twin judges. It "
                    + $"judges {string.Join(", ", Supported.Keys.Order(StringComparer.Ordinal))}.");
            }

            if (!condition.Operator.AsksForAbsence
                && !condition.Operator.Name.StartsWith(type, StringComparison.Ordinal))
            {
                throw new PolicyException(
                    $"Statement {statement.Label}: {condition.Operator.Name} does not compare {condition.Key}, which "
                    + $"takes an operator that begins with {type}.");
            }
        }
    }
}
