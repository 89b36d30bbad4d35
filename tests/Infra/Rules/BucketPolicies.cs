using Local.Aws.Declaration;
using Local.Aws.Iam;

namespace Tests.Infra.Rules;

/// <summary>The policies of buckets, which deny whatever other policies allow.</summary>
internal static class BucketPolicies
{
    /// <summary>A request of a principal in an account, over TLS, that no service of AWS makes for itself.</summary>
    public static RequestContext Request(string account) => new RequestContext()
        .With("aws:SecureTransport", "true")
        .With("aws:PrincipalAccount", account)
        .With("aws:PrincipalIsAWSService", "false");

    /// <summary>The resources of a type that are of the bucket.</summary>
    public static IEnumerable<DeclaredResource> Of(this DeclaredResource bucket, DeclaredStack stack, ResourceKind kind) =>
        stack.OfType(kind).Where(resource => resource.Text("bucket") == bucket.Text("bucket"));

    /// <summary>The statements of the policy that deny something.</summary>
    public static IReadOnlyList<PolicyStatement> Denials(this DeclaredResource policy) =>
        [.. PolicyDocument.Parse(policy.Text("policy")).Statements.Where(statement => !statement.Allows)];
}
