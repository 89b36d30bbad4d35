namespace Tests.Infra.Rules;

/// <summary>The policies of buckets, which deny requests even if other policies allow them.</summary>
internal static class BucketPolicies
{
    /// <summary>A request of an account's principal over TLS, which no AWS service makes for itself.</summary>
    public static RequestContext Request(string account) => new RequestContext()
        .With("aws:SecureTransport", "true")
        .With("aws:PrincipalAccount", account)
        .With("aws:PrincipalIsAWSService", "false");

    public static IEnumerable<DeclaredResource> FindResources(this DeclaredResource bucket, DeclaredStack stack,
        string type) =>
        stack.OfType(type).Where(resource => resource.Text("bucket") == bucket.Text("bucket"));

    /// <summary>The statements of the policy that deny actions.</summary>
    public static IReadOnlyList<PolicyStatement> Denials(this DeclaredResource policy) =>
        [.. PolicyDocument.Parse(policy.Text("policy")).Statements.Where(statement => !statement.Allows)];
}
