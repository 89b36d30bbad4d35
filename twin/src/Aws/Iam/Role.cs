namespace Twin.Aws.Iam;

/// <summary>A declared role.</summary>
/// <param name="Name">For example <c>extract-role</c>.</param>
/// <param name="Arn"><c>arn:aws:iam::&lt;account&gt;:role&lt;path&gt;&lt;name&gt;</c>.</param>
/// <param name="Policies">The identity-based policies, by name.</param>
public sealed record Role(
    string Name,
    string Arn,
    PolicyDocument TrustPolicy,
    IReadOnlyDictionary<string, PolicyDocument> Policies);
