using System.Collections.Immutable;
using Local.Aws.Declaration;
using Local.Aws.Iam;

namespace Local.Twin;

/// <summary>IAM, from the declared roles and permissions.</summary>
internal static class DeclaredAccess
{
    /// <summary>Every declared role with its policies.</summary>
    public static AccessControl Of(DeclaredStack stack)
    {
        var access = new AccessControl(stack.AccountId);
        var policies = stack.OfType(ResourceTypes.RolePolicy).ToLookup(policy => policy.Text("role"));

        foreach (var role in stack.OfType(ResourceTypes.Role))
        {
            access.AddRole(new Role(
                role.PhysicalName,
                role.Arn,
                Policy(role, role.Text("assumeRolePolicy")),
                policies[role.PhysicalName].ToImmutableDictionary(
                    policy => policy.PhysicalName, policy => Policy(policy, policy.Text("policy")))));
        }

        foreach (var (bucket, policy) in DeclaredStorage.Configurations(stack, ResourceTypes.BucketPolicy))
        {
            AddBucketPolicy(stack, access, bucket, policy);
        }

        foreach (var policy in stack.OfType(ResourceTypes.QueuePolicy))
        {
            AddQueuePolicy(stack, access, policy);
        }

        return access;
    }

    /// <summary>A policy that a resource declares.</summary>
    /// <exception cref="PolicyException">It is none; the message names the resource.</exception>
    public static PolicyDocument Policy(DeclaredResource resource, string json)
    {
        try
        {
            var policy = PolicyDocument.Parse(json);
            ConditionKeys.Check(policy);
            return policy;
        }
        catch (PolicyException refused)
        {
            throw new PolicyException($"{resource.Title}: {refused.Message}");
        }
    }

    /// <summary>Who may invoke which function.</summary>
    public static LambdaPermissions PermissionsOf(DeclaredStack stack) => new(
        stack.OfType(ResourceTypes.Permission).Select(permission => new LambdaPermissionStatement(
            permission.Name,
            permission.Text("action"),
            permission.Text("function"),
            permission.Text("principal"),
            permission.OptionalText("sourceArn"),
            permission.OptionalText("sourceAccount"))));

    /// <summary>A service takes on a role for one of its resources.</summary>
    /// <returns>The session.</returns>
    /// <exception cref="RunFailedException">The role does not trust the service for that resource.</exception>
    public static Caller Assume(
        this AccessControl access, string roleArn, string servicePrincipal, DeclaredResource source, string session)
    {
        if (!access.MayAssume(roleArn, servicePrincipal, source.Arn, access.AccountId))
        {
            throw new RunFailedException(
                $"{servicePrincipal} may not assume {roleArn} for {source.Title}: the role's trust policy does not "
                + $"allow it with aws:SourceArn {source.Arn} and aws:SourceAccount {access.AccountId}.");
        }

        return access.Find(access.CredentialsFor(roleArn, session).AccessKeyId)!;
    }

    // What S3 refuses when a bucket's policy is put.
    private static void AddBucketPolicy(
        DeclaredStack stack, AccessControl access, string bucket, DeclaredResource declared)
    {
        var policy = Policy(declared, declared.Text("policy"));
        var arn = $"arn:aws:s3:::{bucket}";
        foreach (var statement in policy.Statements)
        {
            if (statement.Resources?.Patterns.FirstOrDefault(pattern => !IsOf(pattern, arn)) is { } other)
            {
                throw new RunFailedException(
                    $"{declared.Title}, statement {statement.Label}: S3 says: Policy has invalid resource. {other} is "
                    + $"not of the bucket {bucket}.");
            }

            if (statement is { Allows: true, Principal.Anyone: true, Conditions.Count: 0 }
                && BlocksPublicPolicy(stack, bucket))
            {
                throw new RunFailedException(
                    $"{declared.Title}, statement {statement.Label}: it lets everybody in, and the bucket blocks "
                    + "public policies. S3 says: Access Denied");
            }
        }

        ExpectPrincipals(stack, declared, policy);
        access.AddResourcePolicy(arn, policy);
    }

    private static void AddQueuePolicy(DeclaredStack stack, AccessControl access, DeclaredResource declared)
    {
        var url = declared.Text("queueUrl");
        var queue = stack.OfType(ResourceTypes.Queue).FirstOrDefault(found => found.Text("url") == url)
            ?? throw new RunFailedException($"{declared.Title} is of the queue {url}, which is not declared.");
        var policy = Policy(declared, declared.Text("policy"));
        ExpectPrincipals(stack, declared, policy);
        access.AddResourcePolicy(queue.Arn, policy);
    }

    private static void ExpectPrincipals(DeclaredStack stack, DeclaredResource declared, PolicyDocument policy)
    {
        var roles = $"arn:aws:iam::{stack.AccountId}:role/";
        foreach (var statement in policy.Statements)
        {
            if (statement.Principal?.Aws.FirstOrDefault(principal =>
                    principal.StartsWith(roles, StringComparison.Ordinal)
                    && stack.ByArn(ResourceTypes.Role, principal) is null) is { } missing)
            {
                throw new RunFailedException(
                    $"{declared.Title}, statement {statement.Label}: AWS says: Invalid principal in policy. There is "
                    + $"no {missing}.");
            }
        }
    }

    private static bool IsOf(string pattern, string bucketArn) =>
        pattern == bucketArn
        || pattern.StartsWith(bucketArn + "/", StringComparison.Ordinal)
        || pattern == bucketArn + "*";

    private static bool BlocksPublicPolicy(DeclaredStack stack, string bucket) =>
        DeclaredStorage.Configurations(stack, ResourceTypes.BucketPublicAccessBlock).GetValueOrDefault(bucket)
            ?.Flag("blockPublicPolicy") is true;
}
